import { bytesOf, joined, NotReadable, startsWith, text, view } from './pieces.ts';
import type { ByteSource, Piece, Stretch, XmpContainer } from './pieces.ts';

interface Chunk extends Stretch {
  /** Four letters. */
  readonly type: string;
  /** Of its data. */
  readonly bytes: number;
}

const riffLength = 12;
const headerLength = 8;
const xmpFlag = 0x04;
const alphaFlag = 0x10;

/** WebP: a chunk `XMP ` at the end, and a mark in the chunk VP8X, which is made where the file has none. */
export const webp: XmpContainer = {
  isOurs: (start) => startsWith(start, 'RIFF') && text(start.subarray(8, 12)) === 'WEBP',
  packet(source) {
    const chunk = chunksOf(source).find(({ type }) => type === 'XMP ');
    return chunk ? source.read(chunk.at + headerLength, chunk.bytes) : null;
  },
  put(source, packet) {
    const chunks = chunksOf(source);
    const others = chunks.filter(({ type }) => type !== 'XMP ' && type !== 'VP8X');
    const body: Piece[] = [extended(source, chunks), ...others, chunkOf('XMP ', packet)];
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    return [joined(bytesOf('RIFF'), uint32(length + 4), bytesOf('WEBP')), ...body];
  },
  besides(source) {
    const chunks = chunksOf(source);
    return [extended(source, chunks), ...chunks.filter(({ type }) => type !== 'XMP ' && type !== 'VP8X')];
  },
};

function chunksOf(source: ByteSource): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = riffLength; at + headerLength <= source.size;) {
    const header = source.read(at, headerLength);
    const bytes = view(header).getUint32(4, true);
    // Each begins at an even place.
    const length = Math.min(headerLength + bytes + (bytes % 2), source.size - at);
    chunks.push({ type: text(header.subarray(0, 4)), at, length, bytes });
    at += length;
  }
  return chunks;
}

/** The chunk VP8X with the mark that there is XMP. */
function extended(source: ByteSource, chunks: readonly Chunk[]): Uint8Array {
  const [first] = chunks;
  if (!first) throw new NotReadable('no chunk in it');
  const data = source.read(first.at + headerLength, 10);
  const made = first.type === 'VP8X' ? data.slice() : extendedFrom(first.type, data);
  made[0] = (made[0] ?? 0) | xmpFlag;
  return chunkOf('VP8X', made);
}

/** Size and transparency, from the first bytes of a simple file's only chunk (WebP container specification). */
function extendedFrom(type: string, data: Uint8Array): Uint8Array {
  const made = new Uint8Array(10);
  const put24 = (at: number, value: number) => made.set([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff], at);
  if (type === 'VP8L') {
    const bits = view(data).getUint32(1, true);
    put24(4, bits & 0x3fff);
    put24(7, (bits >>> 14) & 0x3fff);
    if ((bits >>> 28) & 1) made[0] = alphaFlag;
  } else if (type === 'VP8 ') {
    put24(4, (view(data).getUint16(6, true) & 0x3fff) - 1);
    put24(7, (view(data).getUint16(8, true) & 0x3fff) - 1);
  } else throw new NotReadable('no picture in front');
  return made;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  return joined(bytesOf(type), uint32(data.length), data, new Uint8Array(data.length % 2));
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  view(bytes).setUint32(0, value, true);
  return bytes;
}
