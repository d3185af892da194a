import { SkipError } from './limits/skip-error.ts';

const animated = 'ftypavis';
const still = 'ftypavif';

/**
 * A picture as libvips takes it. It refuses an AVIF that calls itself an animation, though its first frame is stored in it as a still
 * picture too: that is what is shown. Throws SkipError (`not-supported`) where the frames are stored as a film only.
 */
export function asStill(bytes: Uint8Array): Uint8Array {
  if (!isAt(bytes, 4, animated)) return bytes;
  if (!hasStill(bytes)) throw new SkipError('not-supported', 'an AVIF animation without a still picture');
  const copy = Buffer.from(bytes);
  copy.write(still, 4, 'latin1');
  return copy;
}

/** Is there a box `meta` at the top level? It describes the still picture. */
function hasStill(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    if (isAt(bytes, at + 4, 'meta')) return true;
    const length = boxLength(view, at);
    if (length < 8) return false;
    at += length;
  }
  return false;
}

/** Of a box of ISO 14496-12, bytes: a length of 1 stands for one of 64 bits behind the name. */
function boxLength(view: DataView, at: number): number {
  const length = view.getUint32(at);
  return length === 1 && at + 16 <= view.byteLength ? Number(view.getBigUint64(at + 8)) : length;
}

function isAt(bytes: Uint8Array, at: number, text: string): boolean {
  return Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;
}
