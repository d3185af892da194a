import { mixes, type Mix, type Mode } from './blend.ts';
import { byteOf, lightOf } from './light.ts';

/** 8-bit RGBA, alpha not multiplied into the colours. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How a layer lies on what is below it. */
export interface Placing {
  /** Of its upper left corner, in pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  /** 0 to 1. */
  readonly opacity: number;
  readonly mode: Mode;
  /** Mixed as light, and not as bytes of sRGB. */
  readonly isLinear?: boolean;
}

/** An empty picture, fully transparent. */
export function emptyCanvas(width: number, height: number): Pixels {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Lays pixels on a canvas: what lies outside of it is cut off. */
export function lay(canvas: Pixels, layer: Pixels, placing: Placing): void {
  if (placing.opacity <= 0) return;
  const { x, y, opacity, mode, isLinear = false } = placing;
  const columns = span(x, layer.width, canvas.width);
  const rows = span(y, layer.height, canvas.height);
  for (let row = rows.from; row < rows.to; row += 1) {
    for (let column = columns.from; column < columns.to; column += 1) {
      const from = (row * layer.width + column) * 4;
      const to = ((row + y) * canvas.width + column + x) * 4;
      layPixel(canvas.data, to, layer.data, from, opacity, mixes[mode], isLinear);
    }
  }
}

/** Those of `length` places from `start` on that lie between 0 and `end`, counted from `start`. */
function span(start: number, length: number, end: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0, -start), to: Math.min(length, end - start) };
}

/** W3C, Compositing and Blending Level 1: simple alpha compositing over a mix of both colours. */
function layPixel(
  canvas: Uint8Array,
  to: number,
  layer: Uint8Array,
  from: number,
  opacity: number,
  mix: Mix,
  isLinear: boolean,
): void {
  const source = ((layer[from + 3] as number) / 255) * opacity;
  if (source === 0) return;
  if (source === 1 && mix === mixes.normal) {
    for (let channel = 0; channel < 4; channel += 1) canvas[to + channel] = layer[from + channel] as number;
    return;
  }
  const below = (canvas[to + 3] as number) / 255;
  const alpha = source + below * (1 - source);
  for (let channel = 0; channel < 3; channel += 1) {
    const [under, over] = [canvas[to + channel] as number, layer[from + channel] as number];
    const [a, b] = isLinear ? [lightOf(under), lightOf(over)] : [under / 255, over / 255];
    const mixed = (1 - below) * b + below * mix(a, b);
    const value = (source * mixed + (1 - source) * below * a) / alpha;
    canvas[to + channel] = isLinear ? byteOf(value) : Math.round(value * 255);
  }
  canvas[to + 3] = Math.round(alpha * 255);
}
