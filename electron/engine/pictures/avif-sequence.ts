import { firstFrame } from './avif-film.ts';
import { boxAt } from './iso-boxes.ts';
import { SkipError } from './limits/skip-error.ts';

const animated = 'ftypavis';
const still = 'ftypavif';

/**
 * A picture as libvips takes it. It refuses an AVIF that calls itself an animation: what is shown is the still picture that is stored in
 * it beside the film (a box `meta`), or else the first frame of the film. Throws SkipError.
 */
export function asStill(bytes: Uint8Array): Uint8Array {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.toString('latin1', 4, 12) !== animated) return bytes;
  if (!boxAt(all, { start: 0, end: all.length }, 'meta')) return frameOf(all);
  const copy = Buffer.from(bytes);
  copy.write(still, 4, 'latin1');
  return copy;
}

function frameOf(bytes: Buffer): Buffer {
  try {
    const frame = firstFrame(bytes);
    if (frame) return frame;
  } catch (cause) {
    throw new SkipError('corrupt', 'the film in it is damaged', { cause });
  }
  throw new SkipError('not-supported', 'an AVIF animation without a picture of AV1');
}
