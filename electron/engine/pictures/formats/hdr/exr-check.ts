import { SkipError } from '../../limits/skip-error.ts';
import { chunksOf, type ExrChunk } from './exr-chunks.ts';
import { exrPacking, type ExrPart } from './exr-part.ts';
import { isSoundHuffman } from './huffman-check.ts';

/** Bytes in which PIZ notes which numbers occur. */
const bitmapBytes = 8192;
/** Numbers of 64 bits that a DWA chunk begins with, and where among them those are that are looked at. */
const dwa = { numbers: 11, packedAt: 3, countAt: 8, kindAt: 10, huffman: 0 } as const;

/**
 * Checks a file before three's loader takes it: that does not come to an end where a chunk is packed by Huffman's codes and damaged.
 * Throws SkipError, and RangeError past the end of the file.
 */
export function checkExr(file: Buffer, part: ExrPart): void {
  // three walks through deep pictures in another way, and without these packings.
  if (part.isDeep) return;
  if (part.isMultiPart && part.tiles) throw new SkipError('not-supported', 'parts of tiles');
  const isPiz = part.packing === exrPacking.piz;
  const isDwa = part.packing === exrPacking.dwaa || part.packing === exrPacking.dwab;
  const types = new Set(part.channels.map(({ type }) => type));
  if ((isPiz || isDwa) && types.size > 1) throw new SkipError('not-supported', 'channels of different depths');
  const [type = 0] = types;
  const pixelBytes = part.channels.reduce((sum, channel) => sum + channel.type * 2, 0);
  for (const chunk of chunksOf(file, part)) {
    const numbers = chunk.columns * chunk.rows * part.channels.length * type;
    // What packing would not make smaller is stored as it is.
    if (chunk.length >= chunk.columns * chunk.rows * pixelBytes) continue;
    if (isPiz && !isSoundPiz(file, chunk, numbers)) throw damaged();
    if (isDwa && !isSoundDwa(file, chunk, part.channels.length)) throw damaged();
  }
}

function isSoundPiz(file: Buffer, { at }: ExrChunk, numbers: number): boolean {
  const [first, last] = [file.readUInt16LE(at), file.readUInt16LE(at + 2)];
  if (last >= bitmapBytes) return false;
  const lengthAt = at + 4 + (first <= last ? last - first + 1 : 0);
  return isSoundHuffman(file.subarray(lengthAt + 4, lengthAt + 4 + file.readUInt32LE(lengthAt)), numbers);
}

function isSoundDwa(file: Buffer, { at, length, columns, rows }: ExrChunk, channels: number): boolean {
  const number = (index: number): number => Number(file.readBigInt64LE(at + index * 8));
  const packed = number(dwa.packedAt);
  const dataAt = afterRules(file, at + dwa.numbers * 8, at + length);
  if (dataAt === null) return false;
  if (packed <= 0 || number(dwa.kindAt) !== dwa.huffman) return true;
  // Blocks of 8 × 8 pixels.
  if (number(dwa.countAt) > (columns + 7) * (rows + 7) * channels) return false;
  return isSoundHuffman(file.subarray(dataAt, dataAt + packed), number(dwa.countAt));
}

/** Behind the rules of how channels are packed: their length, then names with two bytes behind each. Null where they are damaged. */
function afterRules(file: Buffer, at: number, end: number): number | null {
  const last = at + file.readUInt16LE(at);
  let next = at + 2;
  while (next < last) {
    const zero = file.indexOf(0, next);
    // three counts letters, not bytes.
    if (zero < 0 || zero + 3 > last || file.subarray(next, zero).some((byte) => byte > 127)) return null;
    next = zero + 3;
  }
  return last <= end ? next : null;
}

function damaged(): SkipError {
  return new SkipError('corrupt', 'a chunk of it is damaged');
}
