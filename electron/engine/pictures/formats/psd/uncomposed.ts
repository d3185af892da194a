import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { coloursOf } from './colours.ts';
import { compose } from './compose-layers.ts';
import { rowsOf, type StoredPlanes } from './stored-planes.ts';
import { findLayerInfo } from './layer-info.ts';
import { readLayers } from './layers.ts';
import { bytesAt, modes, viewOf, type Psd, type Section } from './psd-sections.ts';
import { resourceIds } from './resources.ts';
import { tiffOfPixels } from '../tiff/tiff-of-pixels.ts';

type Resources = ReadonlyMap<number, Section>;

/**
 * Does the file hold what its layers look like together? Without “Maximize compatibility” Photoshop stores white instead, and says so;
 * where a file does not say it, white is believed only if there are no layers. `stored`: planes of colours.
 */
export function isComposed(file: FileBytes, psd: Psd, resources: Resources, stored: () => StoredPlanes): boolean {
  const info = resources.get(resourceIds.versionInfo);
  if (info && info.length >= 5) return viewOf(file, info.at + 4, 1).getUint8(0) !== 0;
  const layers = findLayerInfo(file, psd);
  if (!layers || viewOf(file, layers.at, 2).getInt16(0) === 0) return true;
  for (const row of rowsOf(stored(), psd)) if (row.some((value) => value !== 255)) return true;
  return false;
}

/** Composes the layers, or takes the thumbnail where that is not possible. Throws SkipError. */
export function readUncomposed(
  file: FileBytes,
  psd: Psd,
  resources: Resources,
  profile: Uint8Array | null,
  makeRoom: MakeRoom,
): Reading {
  try {
    return composeLayers(file, psd, profile, makeRoom);
  } catch (error) {
    const thumbnail = readThumbnail(file, resources.get(resourceIds.thumbnail));
    if (!thumbnail) throw error;
    return { kind: 'encoded', bytes: thumbnail, isPreview: true };
  }
}

/** Modes whose layers can be blended as they are stored. */
const blendable: readonly number[] = [modes.rgb, modes.grey, modes.duotone];

function composeLayers(file: FileBytes, psd: Psd, profile: Uint8Array | null, makeRoom: MakeRoom): Reading {
  const info = findLayerInfo(file, psd);
  const layers = info && readLayers(file, info, psd);
  if (!layers?.length || !blendable.includes(psd.mode)) throw new SkipError('not-composed', '');
  const { width, height } = psd;
  const { data } = compose({ file, psd, colours: coloursOf(psd).channels }, layers, makeRoom);
  // The profile of a grey picture is none for colours.
  const bytes = tiffOfPixels({ width, height, channels: 4, data }, psd.mode === modes.rgb ? profile : null);
  return { kind: 'encoded', bytes, isPreview: false };
}

const thumbnailHeadBytes = 28;
const jpeg = 1;

/** A JPEG. Null where there is none. */
function readThumbnail(file: FileBytes, section: Section | undefined): Uint8Array | null {
  if (!section || section.length <= thumbnailHeadBytes) return null;
  if (viewOf(file, section.at, 4).getUint32(0) !== jpeg) return null;
  return new Uint8Array(bytesAt(file, section.at + thumbnailHeadBytes, section.length - thumbnailHeadBytes));
}
