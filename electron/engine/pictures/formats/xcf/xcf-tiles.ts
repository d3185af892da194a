import { inflateSync } from 'node:zlib';
import { SkipError } from '../../limits/skip-error.ts';
import { packing, type XcfHeader } from './xcf-header.ts';
import type { XcfCursor } from './xcf-cursor.ts';

const side = 64;

/** A tile of a layer or a mask: its pixels one after another, row by row. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bytes: DataView;
}

/** The tiles of what is stored at the cursor (a hierarchy), whose size must be the one of its layer. Throws what a damaged file makes it. */
export function* readTiles(header: XcfHeader, cursor: XcfCursor, channels: number): Generator<Tile> {
  const [width, height, pixelBytes] = [cursor.word(), cursor.word(), cursor.word()];
  if (pixelBytes !== channels * header.samples.bytes) throw new SkipError('corrupt', `${pixelBytes} bytes a pixel`);
  // The first level is the picture; the others are smaller copies.
  const level = cursor.other(cursor.pointer());
  if (level.word() !== width || level.word() !== height) throw new SkipError('corrupt', 'the size of a level is wrong');
  const columns = Math.ceil(width / side);
  const pointers = level.pointers(columns * Math.ceil(height / side));
  for (const [index, at] of pointers.entries()) {
    const [x, y] = [(index % columns) * side, Math.floor(index / columns) * side];
    const size = { width: Math.min(side, width - x), height: Math.min(side, height - y) };
    const pixels = size.width * size.height;
    const bytes = unpack(header, level.other(at), pixels, pixelBytes);
    yield { x, y, ...size, bytes: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }
}

function unpack(header: XcfHeader, cursor: XcfCursor, pixels: number, pixelBytes: number): Uint8Array {
  const length = pixels * pixelBytes;
  switch (header.packing) {
    case packing.none:
      return cursor.bytes(length);
    case packing.runs:
      return unpackRuns(cursor.upTo(length * 2 + pixelBytes * 4), pixels, pixelBytes);
    case packing.zlib: {
      const bytes = inflateSync(cursor.upTo(length + length / 8 + 1024), { maxOutputLength: length });
      if (bytes.length < length) throw new SkipError('corrupt', 'a tile ends too early');
      return bytes;
    }
    default:
      throw new SkipError('not-supported', `compression ${header.packing}`);
  }
}

/** Runs of the first byte of all pixels, then of the second, and so on. */
function unpackRuns(packed: Buffer, pixels: number, pixelBytes: number): Uint8Array {
  const bytes = new Uint8Array(pixels * pixelBytes);
  let at = 0;
  for (let plane = 0; plane < pixelBytes; plane += 1) {
    for (let pixel = 0; pixel < pixels;) {
      const code = packed.readUInt8(at++);
      const isLiteral = code >= 128;
      let count = isLiteral ? 256 - code : code + 1;
      if (count === 128) {
        count = packed.readUInt16BE(at);
        at += 2;
      }
      if (pixel + count > pixels) throw new SkipError('corrupt', 'a tile is too long');
      for (let index = 0; index < count; index += 1) {
        bytes[(pixel + index) * pixelBytes + plane] = packed.readUInt8(isLiteral ? at + index : at);
      }
      at += isLiteral ? count : 1;
      pixel += count;
    }
  }
  return bytes;
}
