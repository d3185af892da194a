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

/**
 * Photoshop puts white behind transparent parts. Takes it away again, in place, where it is there; other programs leave it out. Of the
 * planes the last is the transparency.
 */
export function takeWhiteAway(planes: Uint8Array, pixels: number): void {
  const alpha = planes.subarray(planes.length - pixels);
  const colours = planes.subarray(0, planes.length - pixels);
  if (!isOnWhite(colours, alpha)) return;
  for (let start = 0; start < colours.length; start += pixels) {
    for (let at = 0; at < pixels; at += 1) {
      const opaque = alpha[at] as number;
      if (opaque === 0 || opaque === 255) continue;
      const value = (((colours[start + at] as number) - 255 + opaque) * 255) / opaque;
      colours[start + at] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
}

/** With white behind it, no value is darker than its transparency lets it be. */
function isOnWhite(colours: Uint8Array, alpha: Uint8Array): boolean {
  for (let start = 0; start < colours.length; start += alpha.length) {
    for (let at = 0; at < alpha.length; at += 1) {
      if ((colours[start + at] as number) + (alpha[at] as number) < 255 - slack) return false;
    }
  }
  return true;
}
