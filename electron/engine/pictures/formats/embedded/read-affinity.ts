import { checkEncoded, noPreview, previewOf } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';

/** Everything else in the file is packed; the preview is a whole PNG among that, near one of its ends. */
const searched = 32 * 1024 * 1024;
const windowBytes = 1024 * 1024;
const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Width and height, after the signature and the head of the first chunk. */
const sizeAt = 16;
const sizeBytes = 8;
/** Affinity's are smaller by far. */
const mostPngs = 1000;
const mostChunks = 100_000;

interface Png {
  readonly at: number;
  readonly length: number;
  readonly pixels: number;
}

/** Affinity: the largest of the previews that the program keeps in the file, PNGs. Errors as a Reader. */
export function readAffinity(file: FileBytes, makeRoom: MakeRoom): Reading {
  let largest: Png | null = null;
  for (const at of startsIn(file)) {
    const png = pngAt(file, at);
    if (png && png.pixels > (largest?.pixels ?? 0)) largest = png;
  }
  if (!largest) throw noPreview();
  checkEncoded(largest.length);
  makeRoom(largest.length * 2);
  return previewOf(file.read(largest.at, largest.length));
}

function* startsIn(file: FileBytes): Generator<number> {
  let count = 0;
  // Windows overlap, so that a signature across their border is found; it counts where it begins.
  const step = windowBytes - start.length + 1;
  for (let from = 0; from < file.size; from += step) {
    if (from >= searched && from + windowBytes < file.size - searched) continue;
    const window = Buffer.from(file.read(from, windowBytes));
    for (let at = window.indexOf(start); at >= 0 && count < mostPngs; at = window.indexOf(start, at + 1), count += 1) {
      yield from + at;
    }
  }
}

/** Walks its chunks to the last. Null where it is none, or not whole. */
function pngAt(file: FileBytes, at: number): Png | null {
  const size = Buffer.from(file.read(at + sizeAt, sizeBytes));
  if (size.length < sizeBytes) return null;
  let end = at + start.length;
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    const head = Buffer.from(file.read(end, 8));
    if (head.length < 8) return null;
    end += 12 + head.readUInt32BE(0);
    if (end > file.size) return null;
    if (head.toString('latin1', 4) === 'IEND')
      return { at, length: end - at, pixels: size.readUInt32BE(0) * size.readUInt32BE(4) };
  }
  return null;
}
