import { bytesFor, checkLength } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { emptyCanvas, lay, type Pixels } from '../layers/compose.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { firstFrame, firstFrameBytes, largestFrame, readSprite, type Chunk } from './aseprite-chunks.ts';
import { chunkKinds, readLayers, type AseLayer } from './aseprite-layers.ts';
import { readPalette } from './aseprite-palette.ts';
import { inflate, mostPixels, pixelsOf, type Colours } from './aseprite-pixels.ts';
import { mapPixels, readTilesets, type Tileset } from './aseprite-tiles.ts';

/** The canvas, a cel, and what it was unpacked from. */
const bytesPerPixel = 12;

/** Aseprite: the first frame, its cels one on another. Errors as a Reader. */
export function readAseprite(file: FileBytes, makeRoom: MakeRoom): Reading {
  const sprite = readSprite(file);
  const frameBytes = Math.min(file.size, firstFrameBytes(file));
  checkLength(frameBytes, largestFrame);
  makeRoom(bytesFor(sprite, bytesPerPixel) + frameBytes);
  const chunks = firstFrame(file);
  const colours = { sprite, palette: readPalette(chunks) };
  const layers = readLayers(chunks, sprite);
  const tilesets = readTilesets(chunks, colours);
  const canvas = emptyCanvas(sprite.width, sprite.height);
  for (const { cel, layer } of celsInOrder(chunks, layers)) {
    const pixels = celPixels(cel, layer, colours, tilesets);
    if (pixels) lay(canvas, pixels, { ...placeOf(cel), opacity: opacityOf(cel, layer), mode: layer.mode });
  }
  return {
    kind: 'pixels',
    width: canvas.width,
    height: canvas.height,
    channels: 4,
    data: canvas.data,
    isPreview: false,
  };
}

interface Cel {
  readonly cel: Buffer;
  readonly layer: AseLayer;
  readonly order: number;
}

/** From the lowest up: by layer, moved up or down by what a cel says of itself. */
function celsInOrder(chunks: readonly Chunk[], layers: readonly AseLayer[]): Cel[] {
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

function placeOf(cel: Buffer): { readonly x: number; readonly y: number } {
  return { x: cel.readInt16LE(2), y: cel.readInt16LE(4) };
}

function opacityOf(cel: Buffer, layer: AseLayer): number {
  return (cel.readUInt8(6) / 255) * layer.opacity;
}

/** By the number of its kind: pixels as they are (0) or packed (2), or a map of tiles (3). A link (1) leads to an earlier frame. */
function celPixels(
  cel: Buffer,
  layer: AseLayer,
  colours: Colours,
  tilesets: ReadonlyMap<number, Tileset>,
): Pixels | null {
  const kind = cel.readUInt16LE(7);
  if (kind === 3) {
    const tileset = layer.tileset === null ? undefined : tilesets.get(layer.tileset);
    return tileset ? mapPixels(cel, tileset) : null;
  }
  if (kind !== 0 && kind !== 2) return null;
  const [width, height] = [cel.readUInt16LE(16), cel.readUInt16LE(18)];
  if (width * height > mostPixels) throw new SkipError('too-large', `${width} × ${height} pixels`);
  const length = (width * height * colours.sprite.depth) / 8;
  const stored = kind === 2 ? inflate(cel.subarray(20), length) : cel.subarray(20);
  return pixelsOf(stored, width, height, colours, layer.isBackground);
}
