import { startsWith, text, view } from './pieces.ts';
import type { ByteSource, Stretch, XmpContainer } from './pieces.ts';

interface Chunk extends Stretch {
  /** Four letters. */
  readonly type: string;
  /** Of its data. */
  readonly bytes: number;
}

const riffLength = 12;
const headerLength = 8;

/** WebP: a chunk `XMP `. */
export const webp: XmpContainer = {
  isOurs: (start) => startsWith(start, 'RIFF') && text(start.subarray(8, 12)) === 'WEBP',
  packet(source) {
    const chunk = chunksOf(source).find(({ type }) => type === 'XMP ');
    return chunk ? source.read(chunk.at + headerLength, chunk.bytes) : null;
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
