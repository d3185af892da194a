import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes } from '../reader.ts';

/** What the file says of the whole sprite. */
export interface Sprite {
  readonly width: number;
  readonly height: number;
  /** Bits a pixel: 32 RGBA, 16 grey and alpha, 8 palette. */
  readonly depth: number;
  /** The colour of the palette that is transparent in layers above a background. */
  readonly clearIndex: number;
  /** Layers have an opacity that counts. */
  readonly hasOpacity: boolean;
}

export interface Chunk {
  readonly kind: number;
  readonly bytes: Buffer;
}

const headerBytes = 128;
const frameHeader = 16;
const chunkHeader = 6;
/** Pixels of one frame, packed; the file may have thousands of frames. */
export const largestFrame = 256 * 1024 * 1024;

export function readSprite(file: FileBytes): Sprite {
  const header = Buffer.from(file.read(0, headerBytes));
  const [width, height, depth] = [header.readUInt16LE(8), header.readUInt16LE(10), header.readUInt16LE(12)];
  if (![8, 16, 32].includes(depth) || width === 0 || height === 0) {
    throw new SkipError('corrupt', `${width} × ${height} pixels of ${depth} bits`);
  }
  const hasOpacity = (header.readUInt32LE(14) & 1) !== 0;
  return { width, height, depth, clearIndex: header.readUInt8(28), hasOpacity };
}

/** How long the first frame is, bytes. */
export function firstFrameBytes(file: FileBytes): number {
  return Buffer.from(file.read(headerBytes, 4)).readUInt32LE();
}

/** The chunks of the first frame: layers, palette and all that is seen are in it. Throws where the file is damaged. */
export function firstFrame(file: FileBytes): Chunk[] {
  const frame = Buffer.from(file.read(headerBytes, firstFrameBytes(file)));
  const count = frame.readUInt32LE(12) || frame.readUInt16LE(6);
  const chunks: Chunk[] = [];
  for (let at = frameHeader; chunks.length < count;) {
    const length = frame.readUInt32LE(at);
    if (length < chunkHeader || at + length > frame.length) throw new SkipError('corrupt', 'a chunk is cut off');
    chunks.push({ kind: frame.readUInt16LE(at + 4), bytes: frame.subarray(at + chunkHeader, at + length) });
    at += length;
  }
  return chunks;
}
