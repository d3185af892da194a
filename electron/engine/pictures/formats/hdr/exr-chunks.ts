import type { Size } from '../../../../contract/geometry.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { ExrPart } from './exr-part.ts';

/** A piece of the picture. */
export interface ExrChunk {
  /** Where its bytes begin, and how many they are. */
  readonly at: number;
  readonly length: number;
  readonly columns: number;
  readonly rows: number;
}

/** Rows of a chunk, by the number of the packing. */
const rowsOfChunks = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];
const offsetBytes = 8;

/**
 * The chunks of the first part, as three walks through them: of parts by their offsets, otherwise one after the other behind the table of
 * these. Throws SkipError where one lies outside of the picture, and RangeError past the end of the file.
 */
export function* chunksOf(file: Buffer, part: ExrPart): Generator<ExrChunk> {
  if (part.isMultiPart) {
    for (let index = 0; index < part.chunks; index += 1) {
      // The number of the part comes first.
      yield rowsAt(file, Number(file.readBigInt64LE(part.end + index * offsetBytes)) + 4, part);
    }
    return;
  }
  const { tiles } = part;
  const count = tiles ? tilesIn(part, tiles, 0) : Math.ceil(part.height / rowsOf(part));
  let at = part.end + offsetBytes * (tiles ? tilesOfAllLevels(part) : count);
  for (let index = 0; index < count; index += 1) {
    const chunk = tiles ? tileAt(file, at, part, tiles) : rowsAt(file, at, part);
    yield chunk;
    at = chunk.at + chunk.length;
  }
}

function rowsOf({ packing }: ExrPart): number {
  const rows = rowsOfChunks[packing];
  if (!rows) throw new SkipError('not-supported', `packing ${packing}`);
  return rows;
}

function rowsAt(file: Buffer, at: number, part: ExrPart): ExrChunk {
  const row = file.readInt32LE(at) - part.top;
  if (row < 0 || row >= part.height) throw outside();
  const rows = Math.min(rowsOf(part), part.height - row);
  return { at: at + 8, length: file.readUInt32LE(at + 4), columns: part.width, rows };
}

/** Across, down, two numbers of the level, and the length. */
function tileAt(file: Buffer, at: number, part: ExrPart, tiles: Size): ExrChunk {
  const [left, top] = [file.readInt32LE(at) * tiles.width, file.readInt32LE(at + 4) * tiles.height];
  if (left < 0 || top < 0 || left >= part.width || top >= part.height) throw outside();
  return {
    at: at + 20,
    length: file.readUInt32LE(at + 16),
    columns: Math.min(tiles.width, part.width - left),
    rows: Math.min(tiles.height, part.height - top),
  };
}

function outside(): SkipError {
  return new SkipError('corrupt', 'a chunk lies outside of the picture');
}

/** How many tiles a level has. `size` and `tile`: of the picture and of a tile. */
function tilesIn(size: Size, tile: Size & { readonly roundsUp: boolean }, level: number): number {
  const along = (length: number, side: number): number => {
    const exact = length / 2 ** level;
    return Math.ceil(Math.max(1, tile.roundsUp ? Math.ceil(exact) : Math.floor(exact)) / side);
  };
  if (tile.width === 0 || tile.height === 0) throw new SkipError('corrupt', 'tiles without pixels');
  return along(size.width, tile.width) * along(size.height, tile.height);
}

function tilesOfAllLevels({ width, height, tiles }: ExrPart): number {
  if (!tiles) return 0;
  if (tiles.levels > 1) throw new SkipError('not-supported', 'levels that differ in one direction');
  const exact = Math.log2(Math.max(width, height));
  const levels = tiles.levels === 0 ? 1 : 1 + (tiles.roundsUp ? Math.ceil(exact) : Math.floor(exact));
  let all = 0;
  for (let level = 0; level < levels; level += 1) all += tilesIn({ width, height }, tiles, level);
  return all;
}
