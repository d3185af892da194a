import { SkipError } from '../../limits/skip-error.ts';
import { modes, type Psd } from './psd-sections.ts';
import { photometric } from '../tiff/tiff.ts';

/** How the colours of a mode are stored. */
export interface Colours {
  readonly channels: number;
  /** What they mean in a TIFF. */
  readonly photometric: number;
  /** Bits. */
  readonly depths: readonly number[];
}

const byMode: Readonly<Record<number, Colours>> = {
  [modes.bitmap]: { channels: 1, photometric: photometric.blackIsZero, depths: [1] },
  [modes.grey]: { channels: 1, photometric: photometric.blackIsZero, depths: [8, 16, 32] },
  [modes.indexed]: { channels: 1, photometric: photometric.palette, depths: [8] },
  [modes.rgb]: { channels: 3, photometric: photometric.rgb, depths: [8, 16, 32] },
  [modes.cmyk]: { channels: 4, photometric: photometric.separated, depths: [8, 16] },
  // Its inks are known to Photoshop only: shown in grey.
  [modes.duotone]: { channels: 1, photometric: photometric.blackIsZero, depths: [8, 16] },
  // Made RGB when it is read.
  [modes.lab]: { channels: 3, photometric: photometric.rgb, depths: [8, 16] },
};

/** Throws SkipError. */
export function coloursOf({ mode, depth, channels, width, height }: Psd): Colours {
  const found = byMode[mode];
  if (!found) throw new SkipError('not-supported', `Photoshop’s colour mode ${mode}`);
  if (!found.depths.includes(depth)) throw new SkipError('not-supported', `${depth} bits in colour mode ${mode}`);
  if (channels < found.channels || width === 0 || height === 0) throw new SkipError('corrupt', 'its header');
  return found;
}
