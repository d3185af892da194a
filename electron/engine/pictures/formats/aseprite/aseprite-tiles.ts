import type { Size } from '../../../../contract/geometry.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { emptyCanvas, type Pixels } from '../layers/compose.ts';
import type { Chunk } from './aseprite-chunks.ts';
import { chunkKinds } from './aseprite-layers.ts';
import { inflate, mostPixels, pixelsOf, type Colours } from './aseprite-pixels.ts';

/** Tiles of one size, packed. */
export interface StoredTileset extends Size {
  readonly count: number;
  readonly packed: Buffer;
}

/** Tiles one below the other. */
export interface Tileset extends Size {
  readonly count: number;
  readonly pixels: Pixels;
}

/** In the file; another file may hold them too. */
const isInside = 2;

/** The tilesets that are in the file, by their numbers. Throws SkipError. */
export function storedTilesets(chunks: readonly Chunk[]): ReadonlyMap<number, StoredTileset> {
  const sets = new Map<number, StoredTileset>();
  for (const { kind, bytes } of chunks) {
    if (kind !== chunkKinds.tileset || (bytes.readUInt32LE(4) & isInside) === 0) continue;
    const [id, count] = [bytes.readUInt32LE(0), bytes.readUInt32LE(8)];
    const [width, height] = [bytes.readUInt16LE(12), bytes.readUInt16LE(14)];
    if (width * height * count > mostPixels) throw new SkipError('too-large', `${count} tiles`);
    const isElsewhere = (bytes.readUInt32LE(4) & 1) !== 0;
    const packedAt = 32 + 2 + bytes.readUInt16LE(32) + (isElsewhere ? 8 : 0) + 4;
    sets.set(id, { width, height, count, packed: bytes.subarray(packedAt) });
  }
  return sets;
}

export function unpackTilesets(
  sets: ReadonlyMap<number, StoredTileset>,
  colours: Colours,
): ReadonlyMap<number, Tileset> {
  const unpacked = [...sets].map(([id, { width, height, count, packed }]) => {
    const stored = inflate(packed, (width * height * count * colours.sprite.depth) / 8);
    const pixels = pixelsOf(stored, width, height * count, colours, false);
    return [id, { width, height, count, pixels }] as const;
  });
  return new Map(unpacked);
}

/** The pixels of a map: how many tiles across and down, how a tile is numbered, their numbers. */
export function mapPixels(cel: Buffer, { width, height, count, pixels }: Tileset): Pixels {
  const [columns, rows] = [cel.readUInt16LE(16), cel.readUInt16LE(18)];
  const numberBytes = cel.readUInt16LE(20) / 8;
  const mask = cel.readUInt32LE(22);
  if (columns * width * rows * height > mostPixels || ![1, 2, 4].includes(numberBytes)) {
    throw new SkipError('too-large', `${columns} × ${rows} tiles`);
  }
  const numbers = inflate(cel.subarray(48), columns * rows * numberBytes);
  const canvas = emptyCanvas(columns * width, rows * height);
  for (let place = 0; place < columns * rows; place += 1) {
    const tile = (numbers.readUIntLE(place * numberBytes, numberBytes) & mask) >>> 0;
    if (tile >= count) continue;
    const [x, y] = [(place % columns) * width, Math.floor(place / columns) * height];
    for (let row = 0; row < height; row += 1) {
      const from = (tile * height + row) * width * 4;
      canvas.data.set(pixels.data.subarray(from, from + width * 4), ((y + row) * canvas.width + x) * 4);
    }
  }
  return canvas;
}
