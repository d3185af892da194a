import { SkipError } from '../../limits/skip-error.ts';
import { emptyCanvas, type Pixels } from '../layers/compose.ts';
import type { XcfHeader } from './xcf-header.ts';
import type { XcfLayer } from './xcf-layers.ts';
import { readProperties } from './xcf-properties.ts';
import { readTiles, type Tile } from './xcf-tiles.ts';

/** The pixels of a layer, its mask applied. Throws what a damaged file makes it. */
export function layerPixels(header: XcfHeader, layer: XcfLayer): Pixels {
  const canvas = emptyCanvas(layer.width, layer.height);
  const shown = pixelOf(header, layer.kind);
  const tiles = readTiles(header, header.cursor.other(layer.pixelsAt), channelsOf(layer.kind));
  for (const tile of tiles) paint(canvas, tile, shown);
  if (layer.maskAt) mask(canvas, header, layer.maskAt);
  return canvas;
}

function channelsOf(kind: number): number {
  const channels = [3, 4, 1, 2, 1, 2][kind];
  if (!channels) throw new SkipError('not-supported', `layers of kind ${kind}`);
  return channels;
}

/** Writes the pixel at `from` in a tile into `to`. */
type Show = (tile: DataView, from: number, data: Uint8Array, to: number) => void;

interface Shown {
  readonly bytes: number;
  readonly show: Show;
}

function pixelOf({ samples, palette }: XcfHeader, kind: number): Shown {
  const channels = channelsOf(kind);
  const colours = channels - (kind % 2);
  const { bytes, colourAt, alphaAt } = samples;
  const show: Show = (tile, from, data, to) => {
    if (kind >= 4) data.set(palette.subarray(tile.getUint8(from) * 3, tile.getUint8(from) * 3 + 3), to);
    else for (let at = 0; at < 3; at += 1) data[to + at] = colourAt(tile, from + (colours === 3 ? at * bytes : 0));
    data[to + 3] = kind % 2 ? alphaAt(tile, from + colours * bytes) : 255;
  };
  return { bytes: channels * bytes, show };
}

function paint(canvas: Pixels, { x, y, width, height, bytes }: Tile, { bytes: pixelBytes, show }: Shown): void {
  for (let row = 0, from = 0; row < height; row += 1) {
    const start = (y + row) * canvas.width + x;
    for (let column = 0; column < width; column += 1, from += pixelBytes) {
      if (x + column < canvas.width && y + row < canvas.height) show(bytes, from, canvas.data, (start + column) * 4);
    }
  }
}

/** A mask is a channel: its size, its name, what is said of it, its pixels. */
function mask(canvas: Pixels, header: XcfHeader, at: number): void {
  const { samples } = header;
  const show: Show = (tile, from, data, to) => {
    data[to + 3] = Math.round(((data[to + 3] as number) * samples.alphaAt(tile, from)) / 255);
  };
  for (const tile of readTiles(header, header.cursor.other(pixelsOfMask(header, at)), 1)) {
    paint(canvas, tile, { bytes: samples.bytes, show });
  }
}

function pixelsOfMask(header: XcfHeader, at: number): number {
  const cursor = header.cursor.other(at + 8);
  cursor.skipText();
  readProperties(cursor);
  return cursor.pointer();
}
