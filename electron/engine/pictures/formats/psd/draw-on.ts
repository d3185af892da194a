import type { BlendColour } from '../layers/blend-colours.ts';
import { scatter } from '../layers/dissolve.ts';
import { blendOfLetters } from './blend-modes.ts';
import { heightOf, overlap, widthOf, type Pixels } from './layer-pixels.ts';

export interface Drawing {
  /** Four letters of Photoshop. */
  readonly blend: string;
  /** 0 to 1. */
  readonly opacity: number;
  /** Shows only where there is something below already. */
  readonly isClipped: boolean;
}

/** Draws pixels on others, in place. Those of a layer that dissolves are changed, too. */
export function drawOn(below: Pixels, above: Pixels, drawing: Drawing): void {
  if (drawing.blend !== 'diss') return draw(below, above, drawing);
  const layer = { width: widthOf(above), height: heightOf(above), data: above.data };
  scatter(layer, { x: above.left, y: above.top, opacity: drawing.opacity, end: above.right });
  draw(below, above, { ...drawing, opacity: 1 });
}

function draw(below: Pixels, above: Pixels, { blend, opacity, isClipped }: Drawing): void {
  const area = overlap(below, above);
  const [belowWidth, aboveWidth, width] = [widthOf(below), widthOf(above), widthOf(area)];
  const mix = blendOfLetters(blend);
  const drawPixel = mix || isClipped ? blended(mix ?? asItIs, isClipped) : plain;
  for (let y = area.top; y < area.bottom; y += 1) {
    let to = ((y - below.top) * belowWidth + area.left - below.left) * 4;
    let from = ((y - above.top) * aboveWidth + area.left - above.left) * 4;
    for (let x = 0; x < width; x += 1, to += 4, from += 4) {
      const shown = (above.data[from + 3] as number) * opacity;
      if (shown > 0) drawPixel(below.data, to, above.data, from, shown / 255);
    }
  }
}

type Draw = (below: Uint8Array, to: number, above: Uint8Array, from: number, shown: number) => void;

const plain: Draw = (below, to, above, from, shown) => {
  const rest = ((below[to + 3] as number) / 255) * (1 - shown);
  const opaque = shown + rest;
  for (let channel = 0; channel < 3; channel += 1) {
    const value = (above[from + channel] as number) * shown + (below[to + channel] as number) * rest;
    below[to + channel] = value / opaque + 0.5;
  }
  below[to + 3] = opaque * 255 + 0.5;
};

const asItIs: BlendColour = (_, above) => above;

function blended(mix: BlendColour, isClipped: boolean): Draw {
  return (below, to, above, from, shown) => {
    const there = (below[to + 3] as number) / 255;
    if (isClipped && there === 0) return;
    const opaque = isClipped ? there : shown + there - shown * there;
    const [b0, b1, b2] = [value(below, to), value(below, to + 1), value(below, to + 2)];
    const [s0, s1, s2] = [value(above, from), value(above, from + 1), value(above, from + 2)];
    const mixed = mix([b0, b1, b2], [s0, s1, s2]);
    const put = (channel: number, b: number, s: number, m: number): void => {
      const onNothing = isClipped ? m : (1 - there) * s + there * m;
      const rest = isClipped ? (1 - shown) * b : ((1 - shown) * there * b) / opaque;
      below[to + channel] = (rest + (isClipped ? shown : shown / opaque) * onNothing) * 255 + 0.5;
    };
    put(0, b0, s0, mixed[0]);
    put(1, b1, s1, mixed[1]);
    put(2, b2, s2, mixed[2]);
    below[to + 3] = opaque * 255 + 0.5;
  };
}

function value(data: Uint8Array, at: number): number {
  return (data[at] as number) / 255;
}
