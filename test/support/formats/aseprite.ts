import { deflateSync } from 'node:zlib';

interface AseLayer {
  readonly opacity?: number;
  readonly mode?: number;
  readonly isHidden?: boolean;
  readonly level?: number;
  /** 0: pixels, 1: group, 2: map of tiles. */
  readonly kind?: 0 | 1 | 2;
}

interface AseCel {
  readonly layer: number;
  readonly x?: number;
  readonly y?: number;
  readonly opacity?: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Numbers of tiles in place of pixels; `width` and `height` count them. */
  readonly isMap?: boolean;
  readonly order?: number;
}

interface AseFile {
  readonly width: number;
  readonly height: number;
  readonly depth: 8 | 16 | 32;
  readonly layers: readonly AseLayer[];
  readonly cels: readonly AseCel[];
  /** RGBA. */
  readonly palette?: readonly (readonly number[])[];
  /** Tiles one below the other. */
  readonly tiles?: { readonly side: number; readonly count: number; readonly pixels: Uint8Array };
}

/** A file of Aseprite with one frame (`docs/ase-file-specs.md`). */
export function aseprite({ width, height, depth, layers, cels, palette, tiles }: AseFile): Buffer {
  const chunks = [
    ...layers.map(layerChunk),
    ...(palette ? [paletteChunk(palette)] : []),
    ...(tiles ? [tilesetChunk(tiles)] : []),
    ...cels.map(celChunk),
  ];
  const body = Buffer.concat(chunks);
  const frame = fields([4, 16 + body.length], [2, 0xf1fa], [2, chunks.length], [2, 100], [2, 0], [4, chunks.length]);
  const start = fields([4, 128 + 16 + body.length], [2, 0xa5e0], [2, 1], [2, width], [2, height], [2, depth], [4, 1]);
  return Buffer.concat([start, Buffer.alloc(128 - start.length), frame, body]);
}

/** Whole numbers, little-endian: how many bytes, and what. */
function fields(...values: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      if (value < 0) field.writeIntLE(value, 0, bytes);
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

function chunk(kind: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([fields([4, 6 + content.length], [2, kind]), content]);
}

function layerChunk({ opacity = 255, mode = 0, isHidden = false, level = 0, kind = 0 }: AseLayer): Buffer {
  const facts = fields([2, isHidden ? 0 : 1], [2, kind], [2, level], [4, 0], [2, mode], [1, opacity], [3, 0], [2, 0]);
  return chunk(0x2004, facts, kind === 2 ? fields([4, 0]) : Buffer.alloc(0));
}

function paletteChunk(colours: readonly (readonly number[])[]): Buffer {
  const entries = colours.map((colour) => Buffer.from([0, 0, ...colour]));
  return chunk(0x2019, fields([4, colours.length], [4, 0], [4, colours.length - 1]), Buffer.alloc(8), ...entries);
}

function tilesetChunk({ side, count, pixels }: NonNullable<AseFile['tiles']>): Buffer {
  const packed = deflateSync(pixels);
  const facts = fields([4, 0], [4, 2], [4, count], [2, side], [2, side], [2, 1]);
  return chunk(0x2023, facts, Buffer.alloc(14), fields([2, 0], [4, packed.length]), packed);
}

function celChunk({ layer, x = 0, y = 0, opacity = 255, width, height, pixels, isMap, order = 0 }: AseCel): Buffer {
  const place = fields([2, layer], [2, x], [2, y], [1, opacity], [2, isMap ? 3 : 2], [2, order]);
  const size = fields([2, width], [2, height]);
  const tiles = isMap ? Buffer.concat([fields([2, 32], [4, 0x1fffffff]), Buffer.alloc(22)]) : Buffer.alloc(0);
  return chunk(0x2005, place, Buffer.alloc(5), size, tiles, deflateSync(pixels));
}
