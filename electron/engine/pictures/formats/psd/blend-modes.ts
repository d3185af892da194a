import { mixes, type Mix } from '../layers/blend.ts';

/** Colours of one pixel, 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number];

/** How a colour shows on one below it: ISO 32000-2 (11.3.5), and what Photoshop has beside. */
export type BlendColour = (below: Colour, above: Colour) => Colour;

/** By Photoshop's four letters. Null for those that are shown as they are: `norm`, `diss`, and what is unknown. */
export function blendOf(mode: string): BlendColour | null {
  const each = byChannel[mode];
  if (each) return (b, s) => [each(b[0], s[0]), each(b[1], s[1]), each(b[2], s[2])];
  return byColour[mode] ?? null;
}

/** Those that look at one channel after another. */
const byChannel: Readonly<Record<string, Mix>> = {
  'mul ': mixes.multiply,
  scrn: mixes.screen,
  over: mixes.overlay,
  dark: mixes.darken,
  lite: mixes.lighten,
  'div ': mixes.dodge,
  idiv: mixes.burn,
  lbrn: (b, s) => Math.max(0, b + s - 1),
  lddg: mixes.addition,
  sLit: mixes['soft-light'],
  hLit: mixes['hard-light'],
  vLit: (b, s) => (s <= 0.5 ? mixes.burn(b, 2 * s) : mixes.dodge(b, 2 * s - 1)),
  lLit: (b, s) => Math.max(0, Math.min(1, b + 2 * s - 1)),
  pLit: (b, s) => (s <= 0.5 ? Math.min(b, 2 * s) : Math.max(b, 2 * s - 1)),
  hMix: (b, s) => (b + s >= 1 ? 1 : 0),
  diff: mixes.difference,
  smud: mixes.exclusion,
  fsub: mixes.subtract,
  // Where both are black it shows white, and `mixes.divide` black.
  fdiv: (b, s) => (s <= 0 ? 1 : Math.min(1, b / s)),
};

/** Those that look at the colour as a whole. */
const byColour: Readonly<Record<string, BlendColour>> = {
  'hue ': (b, s) => withLuminosity(withSaturation(s, saturation(b)), luminosity(b)),
  'sat ': (b, s) => withLuminosity(withSaturation(b, saturation(s)), luminosity(b)),
  colr: (b, s) => withLuminosity(s, luminosity(b)),
  'lum ': (b, s) => withLuminosity(b, luminosity(s)),
  dkCl: (b, s) => (luminosity(b) < luminosity(s) ? b : s),
  lgCl: (b, s) => (luminosity(b) > luminosity(s) ? b : s),
};

function luminosity([r, g, b]: Colour): number {
  return 0.3 * r + 0.59 * g + 0.11 * b;
}

function saturation(colour: Colour): number {
  return Math.max(...colour) - Math.min(...colour);
}

function withLuminosity(colour: Colour, wanted: number): Colour {
  const more = wanted - luminosity(colour);
  const moved: Colour = [colour[0] + more, colour[1] + more, colour[2] + more];
  const [low, high] = [Math.min(...moved), Math.max(...moved)];
  const nearer = (by: number): Colour => [
    wanted + (moved[0] - wanted) * by,
    wanted + (moved[1] - wanted) * by,
    wanted + (moved[2] - wanted) * by,
  ];
  if (low < 0) return nearer(wanted / (wanted - low));
  return high > 1 ? nearer((1 - wanted) / (high - wanted)) : moved;
}

function withSaturation(colour: Colour, wanted: number): Colour {
  const low = Math.min(...colour);
  const range = saturation(colour);
  const stretch = (value: number): number => (range > 0 ? ((value - low) * wanted) / range : 0);
  return [stretch(colour[0]), stretch(colour[1]), stretch(colour[2])];
}
