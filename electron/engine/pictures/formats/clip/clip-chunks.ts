import type { FileBytes } from '../reader.ts';

const fileHeader = 24;
const chunkHeader = 16;
/** A file has one chunk for each tile set of a layer. */
const mostChunks = 1_000_000;

interface Chunk {
  /** Of its content, bytes from the start of the file. */
  readonly at: number;
  readonly length: number;
}

/**
 * Looks for the first chunk of a kind in a file of Clip Studio Paint: "CSFCHUNK", the file's length, where the first chunk is; then
 * chunks: eight letters, the length of what follows, 64 bits, big-endian. Null where there is none.
 */
export function findChunk(file: FileBytes, kind: string): Chunk | null {
  for (let at = fileHeader, seen = 0; seen < mostChunks; seen += 1) {
    const header = Buffer.from(file.read(at, chunkHeader));
    if (header.length < chunkHeader) return null;
    const length = Number(header.readBigUInt64BE(8));
    const content = at + chunkHeader;
    if (header.toString('latin1', 0, 8) === kind) return { at: content, length: Math.min(length, file.size - content) };
    if (length > file.size - content) return null;
    at = content + length;
  }
  return null;
}
