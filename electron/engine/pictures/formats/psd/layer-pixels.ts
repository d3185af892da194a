import { inflateSync } from 'node:zlib';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes } from '../reader.ts';
import type { Area, Layer } from './layers.ts';
import { unpackRow } from './packbits.ts';
import { undoPrediction } from './prediction.ts';
import { bytesAt, type Psd, type Section } from './psd-sections.ts';
import { toBytes, type ToBytes } from './to-bytes.ts';

/** Pixels of an area: red, green, blue and opacity, 8 bits each. */
export interface Pixels extends Area {
  readonly data: Uint8Array;
}

const channelIds = { transparency: -1, mask: -2 } as const;

export function widthOf({ left, right }: Area): number {
  return Math.max(0, right - left);
}

export function heightOf({ top, bottom }: Area): number {
  return Math.max(0, bottom - top);
}

/** What two areas have in common; of no width or height where that is nothing. */
export function overlap(a: Area, b: Area): Area {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(a.right, b.right)),
    bottom: Math.max(top, Math.min(a.bottom, b.bottom)),
  };
}

export function emptyPixels(area: Area): Pixels {
  return { ...area, data: new Uint8Array(widthOf(area) * heightOf(area) * 4) };
}

/** What a layer shows inside an area, its mask applied. `colours`: channels of the mode, 1 or 3. Throws SkipError. */
export function readLayerPixels(file: FileBytes, layer: Layer, within: Area, psd: Psd, colours: number): Pixels {
  const pixels = emptyPixels(overlap(layer, within));
  const { data } = pixels;
  if (data.length === 0) return pixels;
  const [light, share] = [toBytes(psd.depth), toBytes(psd.depth, 'share')];
  for (let channel = 0; channel < 3; channel += 1) {
    const section = layer.channels.get(Math.min(channel, colours - 1));
    if (section) readChannel(file, section, layer, psd, pixels, light, (at, value) => (data[at * 4 + channel] = value));
  }
  const transparency = layer.channels.get(channelIds.transparency);
  if (transparency)
    readChannel(file, transparency, layer, psd, pixels, share, (at, value) => (data[at * 4 + 3] = value));
  else for (let at = 3; at < data.length; at += 4) data[at] = 255;
  applyMask(file, layer, psd, pixels);
  return pixels;
}

/** Makes pixels more transparent where the mask of their layer, or of their group, hides them. Throws SkipError. */
export function applyMask(file: FileBytes, { mask, channels }: Layer, psd: Psd, pixels: Pixels): void {
  const section = channels.get(channelIds.mask);
  if (!mask || !section) return;
  const { data } = pixels;
  const shown = new Uint8Array(data.length / 4).fill(mask.outside);
  const inside = overlap(mask, pixels);
  const width = widthOf(pixels);
  if (widthOf(inside) > 0 && heightOf(inside) > 0) {
    const insideWidth = widthOf(inside);
    readChannel(file, section, mask, psd, inside, toBytes(psd.depth, 'share'), (at, value) => {
      const y = Math.floor(at / insideWidth) + inside.top - pixels.top;
      shown[y * width + (at % insideWidth) + inside.left - pixels.left] = value;
    });
  }
  for (let at = 0; at < shown.length; at += 1) {
    data[at * 4 + 3] = Math.round(((data[at * 4 + 3] as number) * (shown[at] as number)) / 255);
  }
}

/** Calls `put` with the values of a channel inside `part`, row by row; `whole` is the area that is stored. Throws SkipError. */
function readChannel(
  file: FileBytes,
  section: Section,
  whole: Area,
  psd: Psd,
  part: Area,
  write: ToBytes,
  put: (at: number, value: number) => void,
): void {
  const [width, rows] = [widthOf(whole), heightOf(whole)];
  const values = new Uint8Array(width);
  const wanted = widthOf(part);
  forEachChannelRow(file, section, { width, rows, large: psd.large, depth: psd.depth }, (row, index) => {
    const y = whole.top + index;
    if (y < part.top || y >= part.bottom) return;
    write(row, values);
    const [from, to] = [part.left - whole.left, (y - part.top) * wanted];
    for (let x = 0; x < wanted; x += 1) put(to + x, values[from + x] as number);
  });
}

interface Stored {
  readonly width: number;
  readonly rows: number;
  readonly large: boolean;
  readonly depth: number;
}

function forEachChannelRow(
  file: FileBytes,
  { at, length }: Section,
  { width, rows, large, depth }: Stored,
  use: (row: Uint8Array, index: number) => void,
): void {
  if (length < 2) return;
  const bytes = bytesAt(file, at, length);
  const kind = ((bytes[0] as number) << 8) | (bytes[1] as number);
  const rowLength = (width * depth) / 8;
  if (kind === 1) return unpackRows(bytes, rows, large, rowLength, use);
  const plain = kind === 0 ? bytes.subarray(2) : inflate(bytes.subarray(2), rows * rowLength);
  if (kind > 3 || plain.length < rows * rowLength) throw new SkipError('corrupt', 'a layer is too short');
  if (kind === 3) undoPrediction(plain, width, depth);
  for (let row = 0; row < rows; row += 1) use(plain.subarray(row * rowLength, (row + 1) * rowLength), row);
}

function inflate(bytes: Uint8Array, maxOutputLength: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: Math.max(1, maxOutputLength) });
}

function unpackRows(
  bytes: Uint8Array,
  rows: number,
  large: boolean,
  rowLength: number,
  use: (row: Uint8Array, index: number) => void,
): void {
  const wide = large ? 4 : 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unpacked = new Uint8Array(rowLength);
  let start = 2 + rows * wide;
  for (let row = 0; row < rows; row += 1) {
    const packed = large ? view.getUint32(2 + row * 4) : view.getUint16(2 + row * 2);
    unpackRow(bytes.subarray(start, start + packed), unpacked);
    use(unpacked, row);
    start += packed;
  }
}
