import type { Drawn } from './large-files.ts';

const side = 64;
const property = { end: 0, opacity: 6, mode: 7, compression: 17 } as const;
const multiply = 30;

/** A file of GIMP: the picture as so many layers, the upper ones multiplied and half transparent, in tiles that are not packed. */
export function xcf(drawn: Drawn, layers: number): Buffer {
  const { width, height } = drawn;
  const tiles = tilesOf(drawn);
  const start = Buffer.concat([
    Buffer.from('gimp xcf v003\0'),
    words(width, height, 0),
    words(property.compression, 1),
    Buffer.alloc(1),
    words(property.end, 0),
  ]);
  const list = (layers + 2) * 4;
  const parts: Buffer[] = [start, Buffer.alloc(list)];
  let at = start.length + list;
  for (let layer = 0; layer < layers; layer += 1) {
    (parts[1] as Buffer).writeUInt32BE(at, layer * 4);
    const part = layerOf(drawn, layer < layers - 1, tiles, at);
    parts.push(part);
    at += part.length;
  }
  return Buffer.concat(parts);
}

/** Its facts, then where its pixels are (a hierarchy, its one level), then these. */
function layerOf({ width, height }: Drawn, isUpper: boolean, tiles: readonly Buffer[], at: number): Buffer {
  const facts = Buffer.concat([
    words(width, height, 1, 2),
    Buffer.from('a\0'),
    ...(isUpper ? [words(property.opacity, 4, 128), words(property.mode, 4, multiply)] : []),
    words(property.end, 0),
  ]);
  const hierarchyAt = at + facts.length + 8;
  const levelAt = hierarchyAt + 5 * 4;
  let next = levelAt + 8 + (tiles.length + 1) * 4;
  const places = tiles.map((tile) => {
    const place = next;
    next += tile.length;
    return place;
  });
  return Buffer.concat([
    facts,
    words(hierarchyAt, 0),
    words(width, height, 4, levelAt, 0),
    words(width, height, ...places, 0),
    ...tiles,
  ]);
}

function tilesOf({ width, height, data }: Drawn): Buffer[] {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  return Array.from({ length: columns * rows }, (_, index) => {
    const [x, y] = [(index % columns) * side, Math.floor(index / columns) * side];
    const [across, down] = [Math.min(side, width - x), Math.min(side, height - y)];
    const lines = Array.from({ length: down }, (__, row) => {
      const from = ((y + row) * width + x) * 4;
      return data.subarray(from, from + across * 4);
    });
    return Buffer.concat(lines);
  });
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
}
