import { labOfLight, lightOfLab, type Triple } from './lab.ts';
import { gammaOf, lightOf } from './light.ts';

/** Red, green and blue of one pixel, 0 to 1. */
export type Colour = Triple;

/** How a colour shows on one below it; the result may lie outside of 0 to 1. */
export type BlendColour = (below: Colour, above: Colour) => Colour;

/** Modes that look at the colour as a whole. */
export const colourMixes = {
  // ISO 32000-2 (11.3.5): Photoshop and Aseprite.
  hue: (b, s) => withLuminosity(withSaturation(s, range(b)), luminosity(b)),
  saturation: (b, s) => withLuminosity(withSaturation(b, range(s)), luminosity(b)),
  color: (b, s) => withLuminosity(s, luminosity(b)),
  luminosity: (b, s) => withLuminosity(b, luminosity(s)),
  'darker-color': (b, s) => (luminosity(b) < luminosity(s) ? b : s),
  'lighter-color': (b, s) => (luminosity(b) > luminosity(s) ? b : s),
  // GIMP, `gimpoperationlayermode-blend.c`.
  'hsv-hue': (b, s) => (range(s) > 0 ? scaled(s, range(b) / range(s), Math.max(...b)) : b),
  'hsv-saturation': (b, s) =>
    scaled(b, range(b) > 0 ? (hsvSaturation(s) * Math.max(...b)) / range(b) : 0, Math.max(...b)),
  /** As before GIMP 2.10: what is grey counts as red. */
  'old-hsv-saturation': oldHsvSaturation,
  'hsv-value': (b, s) => times(b, Math.max(...b), Math.max(...s)),
  'hsl-color': hslColour,
  luminance: (b, s) => times(b, luma(b), luma(s)),
  'luma-darken': (b, s) => (luma(b) <= luma(s) ? b : s),
  'luma-lighten': (b, s) => (luma(b) >= luma(s) ? b : s),
  'lch-hue': (b, s) => inLab(b, s, lchHue),
  'lch-chroma': (b, s) => inLab(b, s, lchChroma),
  'lch-color': (b, s) => inLab(b, s, ([l], [, a, c]) => [l, a, c]),
  'lch-lightness': (b, s) => inLab(b, s, ([, a, c], [l]) => [l, a, c]),
} as const satisfies Readonly<Record<string, BlendColour>>;

function luminosity([r, g, b]: Colour): number {
  return 0.3 * r + 0.59 * g + 0.11 * b;
}

/** As GIMP has it: sRGB, seen under D50. */
function luma([r, g, b]: Colour): number {
  return 0.2225 * r + 0.7169 * g + 0.0606 * b;
}

/** Between the largest and the smallest channel. */
function range(colour: Colour): number {
  return Math.max(...colour) - Math.min(...colour);
}

function map([r, g, b]: Colour, change: (value: number) => number): Colour {
  return [change(r), change(g), change(b)];
}

function withLuminosity(colour: Colour, wanted: number): Colour {
  const more = wanted - luminosity(colour);
  const moved = map(colour, (value) => value + more);
  const [low, high] = [Math.min(...moved), Math.max(...moved)];
  const nearer = (by: number): Colour => map(moved, (value) => wanted + (value - wanted) * by);
  if (low < 0) return nearer(wanted / (wanted - low));
  return high > 1 ? nearer((1 - wanted) / (high - wanted)) : moved;
}

function withSaturation(colour: Colour, wanted: number): Colour {
  const [low, all] = [Math.min(...colour), range(colour)];
  return map(colour, (value) => (all > 0 ? ((value - low) * wanted) / all : 0));
}

function hsvSaturation(colour: Colour): number {
  const most = Math.max(...colour);
  return most > 0 ? range(colour) / most : 0;
}

function oldHsvSaturation(below: Colour, above: Colour): Colour {
  if (range(below) > 0) return colourMixes['hsv-saturation'](below, above);
  const [grey] = below;
  const rest = grey * (1 - hsvSaturation(above));
  return [grey, rest, rest];
}

/** The differences between channels changed, the largest channel moved to `most`. */
function scaled(colour: Colour, by: number, most: number): Colour {
  const largest = Math.max(...colour);
  return map(colour, (value) => most + (value - largest) * by);
}

/** Brighter or darker, so that what is `now` becomes `wanted`; black becomes grey. */
function times(colour: Colour, now: number, wanted: number): Colour {
  return now > 0 ? map(colour, (value) => (value * wanted) / now) : [wanted, wanted, wanted];
}

/** Hue and saturation of the layer in HSL, lightness of what is below. */
function hslColour(below: Colour, above: Colour): Colour {
  const lightness = (colour: Colour): number => (Math.max(...colour) + Math.min(...colour)) / 2;
  const [b, s] = [lightness(below), lightness(above)];
  if (s <= 0 || s >= 1) return [b, b, b];
  const by = Math.min(b, 1 - b) / Math.min(s, 1 - s);
  return map(above, (value) => b + (value - s) * by);
}

/** Works on L, a and b. */
function inLab(below: Colour, above: Colour, mix: (below: Triple, above: Triple) => Triple): Colour {
  const lab = (colour: Colour): Triple => labOfLight(map(colour, (value) => lightOf(Math.round(value * 255))));
  return map(lightOfLab(mix(lab(below), lab(above))), gammaOf);
}

/** Below this a colour has no hue. */
const leastChroma = 0.1;

function lchHue(below: Triple, [, a, b]: Triple): Triple {
  const chroma = Math.hypot(a, b);
  if (chroma <= leastChroma) return below;
  const by = Math.hypot(below[1], below[2]) / chroma;
  return [below[0], a * by, b * by];
}

function lchChroma([l, a, b]: Triple, above: Triple): Triple {
  const chroma = Math.hypot(a, b);
  const by = chroma > 0 ? Math.hypot(above[1], above[2]) / chroma : 0;
  return [l, a * by, b * by];
}
