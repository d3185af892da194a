import type { BlendColour, Colour } from './blend-colours.ts';
import { clamped, mixes, type Mix } from './blend.ts';
import { scatter } from './dissolve.ts';
import { byteOf, lightOf, lightOfGamma } from './light.ts';
import { blendOf, mixOf, type Mode } from './modes.ts';

/** 8-bit RGBA, alpha not multiplied into the colours. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * What colours are mixed as: bytes of sRGB, light, or both: mixed with what is below as bytes, and laid on it, where it is not opaque, as
 * light. With light, what a mode makes brighter than white or darker than black counts as that.
 */
type Space = 'bytes' | 'light' | 'both';

/** How a layer lies on what is below it. */
export interface Placing {
  /** Of its upper left corner, in pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  /** 0 to 1. */
  readonly opacity: number;
  /** Of what dissolves, a pixel shows as a whole or not at all. */
  readonly mode: Mode | 'dissolve';
  readonly space?: Space;
}

/** An empty picture, fully transparent. */
export function emptyCanvas(width: number, height: number): Pixels {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Lays pixels on a canvas: what lies outside of it is cut off. Pixels of a layer that dissolves are changed. */
export function lay(canvas: Pixels, layer: Pixels, placing: Placing): void {
  if (placing.opacity <= 0) return;
  const { x, y, opacity, mode, space = 'bytes' } = placing;
  if (mode === 'dissolve') {
    scatter(layer, { x, y, opacity, end: canvas.width });
    lay(canvas, layer, { ...placing, mode: 'normal', opacity: 1 });
    return;
  }
  const drawing = { opacity, space, mix: mixOf(mode), blend: blendOf(mode) };
  const columns = span(x, layer.width, canvas.width);
  const rows = span(y, layer.height, canvas.height);
  for (let row = rows.from; row < rows.to; row += 1) {
    for (let column = columns.from; column < columns.to; column += 1) {
      const from = (row * layer.width + column) * 4;
      const to = ((row + y) * canvas.width + column + x) * 4;
      layPixel(canvas.data, to, layer.data, from, drawing);
    }
  }
}

/** Those of `length` places from `start` on that lie between 0 and `end`, counted from `start`. */
function span(start: number, length: number, end: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0, -start), to: Math.min(length, end - start) };
}

interface Drawing {
  readonly opacity: number;
  readonly space: Space;
  /** Null where the colour counts as a whole: `blend` is what mixes it then. */
  readonly mix: Mix | null;
  readonly blend: BlendColour;
}

/** W3C, Compositing and Blending Level 1: simple alpha compositing over a mix of both colours. */
function layPixel(canvas: Uint8Array, to: number, layer: Uint8Array, from: number, drawing: Drawing): void {
  const { opacity, space, mix, blend } = drawing;
  const source = ((layer[from + 3] as number) / 255) * opacity;
  if (source === 0) return;
  if (source === 1 && mix === mixes.normal) {
    for (let channel = 0; channel < 4; channel += 1) canvas[to + channel] = layer[from + channel] as number;
    return;
  }
  const below = (canvas[to + 3] as number) / 255;
  const alpha = source + below * (1 - source);
  const isLight = space === 'light';
  const whole = mix ? null : blend(colourAt(canvas, to, isLight), colourAt(layer, from, isLight));
  for (let channel = 0; channel < 3; channel += 1) {
    const [at, over] = [to + channel, from + channel];
    const both = mix ? mix(valueAt(canvas, at, isLight), valueAt(layer, over, isLight)) : (whole as Colour)[channel];
    const a = valueAt(canvas, at, space !== 'bytes');
    const b = valueAt(layer, over, space !== 'bytes');
    const mixed = (1 - below) * b + below * inSpace(both as number, space);
    const value = (source * mixed + (1 - source) * below * a) / alpha;
    canvas[at] = space === 'bytes' ? Math.round(value * 255) : byteOf(value);
  }
  canvas[to + 3] = Math.round(alpha * 255);
}

/** What a mode has made of two colours, as it is laid on what is below. */
function inSpace(value: number, space: Space): number {
  if (space === 'bytes') return clamped(value);
  return space === 'both' ? lightOfGamma(value) : value;
}

function colourAt(data: Uint8Array, at: number, isLight: boolean): Colour {
  return [valueAt(data, at, isLight), valueAt(data, at + 1, isLight), valueAt(data, at + 2, isLight)];
}

function valueAt(data: Uint8Array, at: number, isLight: boolean): number {
  const byte = data[at] as number;
  return isLight ? lightOf(byte) : byte / 255;
}
