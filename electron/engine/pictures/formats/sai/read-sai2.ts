import { bufferAt } from '../buffer-at.ts';
import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { noPreview } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { longestTile, tileSide, unpackTile } from './unpack-tile.ts';

const headerBytes = 64;
const entryBytes = 16;
/** Layers have two entries each. */
const mostEntries = 65_536;
/** After each row of tiles. */
const rowEnd = 2;

/** PaintTool SAI 2: the picture that its layers make together, which the file holds beside them. Errors as a Reader. */
export function readSai2(file: FileBytes, makeRoom: MakeRoom): Reading {
  const header = bufferAt(file, 0, headerBytes);
  const [width, height] = [header.readUInt32LE(20), header.readUInt32LE(24)];
  if (width === 0 || height === 0) throw new SkipError('corrupt', 'it has no size');
  const channels = (header.readUInt8(17) & 7) === 0 ? 4 : 3;
  makeRoom(bytesFor({ width, height }, 4) + longestTile);
  const data = new Uint8Array(width * height * 4).fill(255);
  const at = findPicture(file, header.readUInt32LE(32));
  for (const tile of tilesOf(file, at, { width, height })) {
    const { left, top, size, bytes } = tile;
    unpackTile(bytes, { ...size, channels }, (place, channel, value) => {
      const pixel = (top + Math.floor(place / size.width)) * width + left + (place % size.width);
      // Blue comes first.
      data[pixel * 4 + (channel === 3 ? 3 : 2 - channel)] = value;
    });
  }
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: false };
}

/** Where the tiles of the whole picture are listed. */
function findPicture(file: FileBytes, entries: number): number {
  if (entries > mostEntries) throw new SkipError('corrupt', `it lists ${entries} parts`);
  const list = bufferAt(file, headerBytes, entries * entryBytes);
  for (let at = 0; at < list.length; at += entryBytes) {
    if (list.toString('latin1', at, at + 4) !== 'intg') continue;
    const start = Number(list.readBigUInt64LE(at + 8));
    if (bufferAt(file, start, 4).toString('latin1') !== 'dpcm')
      throw new SkipError('not-supported', 'its picture is packed in another way');
    return start + 4;
  }
  throw noPreview();
}

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly bytes: Uint8Array;
}

function* tilesOf(file: FileBytes, at: number, { width, height }: Tile['size']): Generator<Tile> {
  const [columns, rows] = [Math.ceil(width / tileSide), Math.ceil(height / tileSide)];
  const lengths = bufferAt(file, at, columns * rows * 4);
  let start = at + lengths.length;
  for (let row = 0; row < rows; row += 1, start += rowEnd) {
    for (let column = 0; column < columns; column += 1) {
      const length = lengths.readUInt32LE((row * columns + column) * 4);
      if (length > longestTile) throw new SkipError('corrupt', 'a tile is too long');
      const [left, top] = [column * tileSide, row * tileSide];
      const size = { width: Math.min(tileSide, width - left), height: Math.min(tileSide, height - top) };
      yield { left, top, size, bytes: bufferAt(file, start, length) };
      start += length;
    }
  }
}
