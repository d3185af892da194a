import type { Size } from '../../../../contract/geometry.ts';
import { SkipError } from '../../limits/skip-error.ts';
import type { Pixels, Placing } from '../layers/compose.ts';
import type { Chunk } from './aseprite-chunks.ts';
import { chunkKinds, type AseLayer } from './aseprite-layers.ts';
import { inflate, mostPixels, pixelsOf, type Colours } from './aseprite-pixels.ts';
import { mapPixels, type Tileset } from './aseprite-tiles.ts';

/** A cel that is shown, and its layer. */
export interface Cel {
  readonly cel: Buffer;
  readonly layer: AseLayer;
  readonly order: number;
}

/** From the lowest up: by layer, moved up or down by what a cel says of itself. */
export function celsInOrder(chunks: readonly Chunk[], layers: readonly AseLayer[]): Cel[] {
  const cels: (Cel & { readonly moved: number })[] = [];
  for (const { kind, bytes: cel } of chunks) {
    if (kind !== chunkKinds.cel) continue;
    const index = cel.readUInt16LE(0);
    const layer = layers[index];
    const moved = cel.readInt16LE(9);
    if (layer?.isVisible) cels.push({ cel, layer, moved, order: index + moved });
  }
  return cels.toSorted((a, b) => a.order - b.order || a.moved - b.moved);
}

export function placingOf({ cel, layer }: Cel): Placing {
  return {
    x: cel.readInt16LE(2),
    y: cel.readInt16LE(4),
    opacity: (cel.readUInt8(6) / 255) * layer.opacity,
    mode: layer.mode,
  };
}

/** Numbers of the kinds of cels that have pixels. Another one is a link, which leads to an earlier frame. */
const kinds = { plain: 0, packed: 2, map: 3 } as const;

/** How many pixels a cel has, by what it says itself. */
export function pixelsIn({ cel, layer }: Cel, tilesets: ReadonlyMap<number, Size>): number {
  const kind = cel.readUInt16LE(7);
  const one = kind === kinds.map ? tilesetOf(layer, tilesets) : { width: 1, height: 1 };
  if (!one || !(Object.values(kinds) as number[]).includes(kind)) return 0;
  return cel.readUInt16LE(16) * one.width * cel.readUInt16LE(18) * one.height;
}

/** Null where it has none. Throws SkipError, and RangeError where it ends too early. */
export function celPixels(
  { cel, layer }: Cel,
  colours: Colours,
  tilesets: ReadonlyMap<number, Tileset>,
): Pixels | null {
  const kind = cel.readUInt16LE(7);
  if (kind === kinds.map) {
    const tileset = tilesetOf(layer, tilesets);
    return tileset ? mapPixels(cel, tileset) : null;
  }
  if (kind !== kinds.plain && kind !== kinds.packed) return null;
  const [width, height] = [cel.readUInt16LE(16), cel.readUInt16LE(18)];
  if (width * height > mostPixels) throw new SkipError('too-large', `${width} × ${height} pixels`);
  const length = (width * height * colours.sprite.depth) / 8;
  const stored = kind === kinds.packed ? inflate(cel.subarray(20), length) : cel.subarray(20);
  return pixelsOf(stored, width, height, colours, layer.isBackground);
}

function tilesetOf<T>({ tileset }: AseLayer, tilesets: ReadonlyMap<number, T>): T | undefined {
  return tileset === null ? undefined : tilesets.get(tileset);
}
