import { inflateSync } from 'node:zlib';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom } from '../reader.ts';
import { checkRow, unpackRow } from './packbits.ts';
import { undoPrediction } from './prediction.ts';
import { bytesAt, viewOf, type Psd } from './psd-sections.ts';

/** The first planes of the picture that Photoshop has composed, as they lie in the file: one plane after another, row by row. */
export interface StoredPlanes {
  readonly isPacked: boolean;
  /** Of each row, bytes. */
  readonly rowBytes: Uint32Array;
  /** Pieces of whole rows, from the first row on. Throws SkipError. */
  pieces(): Iterable<Uint8Array>;
}

/** Kinds of compression of Photoshop. */
const raw = 0;
const runLength = 1;
const zip = 2;
const zipWithPrediction = 3;

/** Read at once. */
const pieceBytes = 4 * 1024 * 1024;

/** `held`: bytes that the caller will hold. Throws SkipError. */
export function findComposite(
  file: FileBytes,
  psd: Psd,
  planes: number,
  { held, makeRoom }: { held: number; makeRoom: MakeRoom },
): StoredPlanes {
  makeRoom(held);
  const compression = viewOf(file, psd.composite, 2).getUint16(0);
  const at = psd.composite + 2;
  switch (compression) {
    case raw:
      return plainRows(file, psd, at, planes);
    case runLength:
      return packedRows(file, psd, at, planes);
    case zip:
    case zipWithPrediction:
      makeRoom(held + file.size - at + inflatedBytes(psd));
      return plainRows(inflated(file, psd, at, compression === zipWithPrediction), psd, 0, planes);
    default:
      throw new SkipError('corrupt', `compression ${compression}`);
  }
}

/** Bytes of a row that is not packed. */
function rowLength({ width, depth }: Pick<Psd, 'width' | 'depth'>): number {
  return Math.ceil((width * depth) / 8);
}

/** Pieces of whole rows, checked: libvips would fill up what is missing. Throws SkipError. */
export function* checkedPieces({ isPacked, rowBytes, pieces }: StoredPlanes, psd: Psd): Generator<Uint8Array> {
  const wanted = rowLength(psd);
  let index = 0;
  for (const piece of pieces()) {
    for (let at = 0; isPacked && at < piece.length; index += 1) {
      const bytes = rowBytes[index] as number;
      checkRow(piece.subarray(at, at + bytes), wanted);
      at += bytes;
    }
    yield piece;
  }
}

/** Each row of each plane, unpacked, from the first on; it is good until the next one is asked for. Throws SkipError. */
export function* rowsOf(planes: StoredPlanes, psd: Psd): Generator<Uint8Array> {
  const unpacked = new Uint8Array(rowLength(psd));
  let index = 0;
  for (const piece of planes.pieces()) {
    for (let at = 0; at < piece.length; index += 1) {
      const stored = piece.subarray(at, at + (planes.rowBytes[index] as number));
      if (planes.isPacked) unpackRow(stored, unpacked);
      yield planes.isPacked ? unpacked : stored;
      at += stored.length;
    }
  }
}

function plainRows(file: FileBytes, psd: Psd, at: number, planes: number): StoredPlanes {
  const rowBytes = new Uint32Array(planes * psd.height).fill(rowLength(psd));
  return storedRows(file, at, rowBytes, false);
}

/** The lengths of all rows of all planes come first. */
function packedRows(file: FileBytes, psd: Psd, at: number, planes: number): StoredPlanes {
  const wide = psd.large ? 4 : 2;
  const lengths = viewOf(file, at, planes * psd.height * wide);
  // Packing never makes a row twice as long.
  const longest = 2 * rowLength(psd) + 128;
  const rowBytes = Uint32Array.from({ length: planes * psd.height }, (_, row) => {
    const bytes = psd.large ? lengths.getUint32(row * 4) : lengths.getUint16(row * 2);
    if (bytes === 0 || bytes > longest) throw new SkipError('corrupt', `a row of ${bytes} bytes`);
    return bytes;
  });
  return storedRows(file, at + psd.channels * psd.height * wide, rowBytes, true);
}

function storedRows(file: FileBytes, start: number, rowBytes: Uint32Array, isPacked: boolean): StoredPlanes {
  function* pieces(): Generator<Uint8Array> {
    let at = start;
    for (let row = 0; row < rowBytes.length;) {
      let bytes = 0;
      for (; row < rowBytes.length && (bytes === 0 || bytes + (rowBytes[row] as number) <= pieceBytes); row += 1) {
        bytes += rowBytes[row] as number;
      }
      yield bytesAt(file, at, bytes);
      at += bytes;
    }
  }
  return { isPacked, rowBytes, pieces };
}

function inflatedBytes(psd: Psd): number {
  return psd.channels * psd.height * rowLength(psd);
}

/** One stream for all planes, to the end of the file. */
function inflated(file: FileBytes, psd: Psd, at: number, hasPrediction: boolean): FileBytes {
  const planes = inflateSync(file.read(at, file.size - at), { maxOutputLength: inflatedBytes(psd) });
  if (hasPrediction) undoPrediction(planes, psd.width, psd.depth);
  return { size: planes.length, read: (from, length) => planes.subarray(from, from + length) };
}
