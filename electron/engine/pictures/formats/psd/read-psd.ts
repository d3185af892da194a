import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { readComposite, type Rows } from './composite.ts';
import { bytesAt, modes, readSections, type Psd, type Section } from './psd-sections.ts';
import { findResources, resourceIds } from './resources.ts';
import { compressions, photometric, tiffOf } from './tiff.ts';

interface Colours {
  readonly channels: number;
  readonly photometric: number;
  readonly depths: readonly number[];
}

const colours: Readonly<Record<number, Colours>> = {
  [modes.bitmap]: { channels: 1, photometric: photometric.whiteIsZero, depths: [1] },
  [modes.grey]: { channels: 1, photometric: photometric.blackIsZero, depths: [8, 16, 32] },
  [modes.indexed]: { channels: 1, photometric: photometric.palette, depths: [8] },
  [modes.rgb]: { channels: 3, photometric: photometric.rgb, depths: [8, 16, 32] },
  [modes.cmyk]: { channels: 4, photometric: photometric.separated, depths: [8, 16] },
  // Its inks are known to Photoshop only: shown in grey.
  [modes.duotone]: { channels: 1, photometric: photometric.blackIsZero, depths: [8, 16] },
  [modes.lab]: { channels: 3, photometric: photometric.cieLab, depths: [8, 16] },
};

/** Reads the picture that Photoshop has composed of the layers: the layers are passed over by their length. */
export function readPsd(file: FileBytes, makeRoom: MakeRoom): Reading {
  const psd = readSections(file);
  const { channels, photometric: meaning } = coloursOf(psd);
  makeRoom(bytesFor(psd, channels * (psd.depth / 8)));
  const resources = findResources(file, psd.resources);
  const rows = readComposite(file, psd, channels, makeRoom);
  if (psd.mode === modes.cmyk) invert(rows);
  const palette = psd.mode === modes.indexed ? bytesAt(file, psd.palette.at, 768) : null;
  const profile = content(file, resources.get(resourceIds.profile));
  const { width, height, depth } = psd;
  const planes = { ...rows, width, height, depth, channels, photometric: meaning, hasAlpha: false };
  const bytes = tiffOf({ ...planes, ...(palette && { palette }), ...(profile && { profile }) });
  return { kind: 'encoded', bytes, isPreview: false };
}

function coloursOf({ mode, depth, channels, width, height }: Psd): Colours {
  const found = colours[mode];
  if (!found) throw new SkipError('not-supported', `Photoshop’s colour mode ${mode}`);
  if (!found.depths.includes(depth)) throw new SkipError('not-supported', `${depth} bits in colour mode ${mode}`);
  if (channels < found.channels || width === 0 || height === 0) throw new SkipError('corrupt', 'its header');
  return found;
}

const mostResourceBytes = 16 * 1024 * 1024;

function content(file: FileBytes, section: Section | undefined): Uint8Array | null {
  if (!section || section.length > mostResourceBytes) return null;
  return bytesAt(file, section.at, section.length);
}

/** Photoshop stores how much paper shows, TIFF how much ink there is. Packed rows stay packed. */
function invert({ compression, data }: Rows): void {
  if (compression === compressions.none) for (let at = 0; at < data.length; at += 1) data[at] = ~(data[at] as number);
  else invertPacked(data);
}

/** PackBits: a length n < 128 is followed by n + 1 values, one above 128 by one that is repeated. */
function invertPacked(data: Uint8Array): void {
  for (let at = 0; at < data.length;) {
    const length = data[at] as number;
    const values = length < 128 ? length + 1 : length > 128 ? 1 : 0;
    for (let value = at + 1; value <= at + values; value += 1) data[value] = ~(data[value] as number);
    at += 1 + values;
  }
}
