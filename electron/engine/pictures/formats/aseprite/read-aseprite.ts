import { bytesFor, checkLength } from '../../limits/limits.ts';
import { emptyCanvas, lay } from '../layers/compose.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { celPixels, celsInOrder, pixelsIn, placingOf, type Cel } from './aseprite-cels.ts';
import { firstFrame, firstFrameBytes, largestFrame, readSprite, type Sprite } from './aseprite-chunks.ts';
import { readLayers } from './aseprite-layers.ts';
import { readPalette } from './aseprite-palette.ts';
import { storedTilesets, unpackTilesets, type StoredTileset } from './aseprite-tiles.ts';

/** What is unpacked, and what it was unpacked from. */
const unpackedBytes = 8;
/** The canvas, and a cel of its size. */
const bytesPerPixel = 4 + unpackedBytes;

/** Aseprite: the first frame, its cels one on another. Errors as a Reader. */
export function readAseprite(file: FileBytes, makeRoom: MakeRoom): Reading {
  const sprite = readSprite(file);
  const frameBytes = Math.min(file.size, firstFrameBytes(file));
  checkLength(frameBytes, largestFrame);
  const held = bytesFor(sprite, bytesPerPixel) + frameBytes;
  makeRoom(held);
  const chunks = firstFrame(file);
  const colours = { sprite, palette: readPalette(chunks) };
  const stored = storedTilesets(chunks);
  const cels = celsInOrder(chunks, readLayers(chunks, sprite));
  makeRoom(held + unpackedBytes * morePixels(sprite, stored, cels));
  const tilesets = unpackTilesets(stored, colours);
  const canvas = emptyCanvas(sprite.width, sprite.height);
  for (const cel of cels) {
    const pixels = celPixels(cel, colours, tilesets);
    if (pixels) lay(canvas, pixels, placingOf(cel));
  }
  const { width, height, data } = canvas;
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: false };
}

/** All tilesets, and what the largest cel has more than the canvas. */
function morePixels(sprite: Sprite, stored: ReadonlyMap<number, StoredTileset>, cels: readonly Cel[]): number {
  const tiles = [...stored.values()].reduce((sum, { width, height, count }) => sum + width * height * count, 0);
  const largest = cels.reduce((most, cel) => Math.max(most, pixelsIn(cel, stored)), 0);
  return tiles + Math.max(0, largest - sprite.width * sprite.height);
}
