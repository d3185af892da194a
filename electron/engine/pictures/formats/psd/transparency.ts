import type { FileBytes } from '../reader.ts';
import { findLayerInfo } from './layer-info.ts';
import { viewOf, type Psd, type Section } from './psd-sections.ts';
import { resourceIds } from './resources.ts';

/**
 * Is the first plane behind the colours their transparency? It may as well be a selection that was saved. Photoshop numbers them
 * (transparency is 0), and older files count their layers below zero. A file without layers that has just one plane more was written by
 * a program that knows of no saved selections.
 */
export function hasTransparency(
  file: FileBytes,
  psd: Psd,
  colours: number,
  resources: ReadonlyMap<number, Section>,
): boolean {
  if (psd.channels <= colours) return false;
  const ids = resources.get(resourceIds.alphaIds);
  if (ids && ids.length >= 4) return viewOf(file, ids.at, 4).getUint32(0) === 0;
  const layers = findLayerInfo(file, psd);
  if (layers) return viewOf(file, layers.at, 2).getInt16(0) < 0;
  return psd.channels === colours + 1;
}

/** Of 255: what rounding may change. */
const slack = 4;

/** White as most planes store it. */
const full = 255;

/**
 * Photoshop puts white behind transparent parts. Takes it away again, in place, where it is there; other programs leave it out. Of the
 * planes the last is the transparency. `white`: how the planes of colour store it, where that is not 255.
 */
export function takeWhiteAway(planes: Uint8Array, pixels: number, white: readonly number[] = []): void {
  const alpha = planes.subarray(planes.length - pixels);
  const colours = Array.from({ length: planes.length / pixels - 1 }, (_, plane) => {
    return { values: planes.subarray(plane * pixels, (plane + 1) * pixels), white: white[plane] ?? full };
  });
  if (!colours.every((plane) => isOnWhite(plane, alpha))) return;
  for (const { values, white: behind } of colours) {
    for (let at = 0; at < pixels; at += 1) {
      const opaque = alpha[at] as number;
      if (opaque === 0 || opaque === full) continue;
      const value = ((values[at] as number) * full - behind * (full - opaque)) / opaque;
      values[at] = Math.max(0, Math.min(full, Math.round(value)));
    }
  }
}

interface Plane {
  readonly values: Uint8Array;
  readonly white: number;
}

/** With white behind it, no value is further from white than its transparency lets it be. */
function isOnWhite({ values, white }: Plane, alpha: Uint8Array): boolean {
  for (let at = 0; at < alpha.length; at += 1) {
    const opaque = alpha[at] as number;
    const least = (white * (full - opaque)) / full;
    const value = values[at] as number;
    if (value < least - slack || value > least + opaque + slack) return false;
  }
  return true;
}
