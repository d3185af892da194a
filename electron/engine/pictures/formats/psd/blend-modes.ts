/** Colours of one pixel, 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number];

/** How one value shows on one below it, both 0 to 1: ISO 32000-2 (11.3.5), and what Photoshop has beside. */
type BlendValue = (below: number, above: number) => number;
type BlendColour = (below: Colour, above: Colour) => Colour;

const multiply: BlendValue = (b, s) => b * s;
const screen: BlendValue = (b, s) => b + s - b * s;
const hardLight: BlendValue = (b, s) => (s <= 0.5 ? multiply(b, 2 * s) : screen(b, 2 * s - 1));
const dodge: BlendValue = (b, s) => (b === 0 ? 0 : s >= 1 ? 1 : Math.min(1, b / (1 - s)));
const burn: BlendValue = (b, s) => (b >= 1 ? 1 : s <= 0 ? 0 : 1 - Math.min(1, (1 - b) / s));
const linearBurn: BlendValue = (b, s) => Math.max(0, b + s - 1);
const linearDodge: BlendValue = (b, s) => Math.min(1, b + s);
const vividLight: BlendValue = (b, s) => (s <= 0.5 ? burn(b, 2 * s) : dodge(b, 2 * s - 1));

function softLight(b: number, s: number): number {
  if (s <= 0.5) return b - (1 - 2 * s) * b * (1 - b);
  const d = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b);
  return b + (2 * s - 1) * (d - b);
}

/** By Photoshop's four letters. Those that are missing are shown as they are: `norm`, `diss`. */
export const blendValues: Readonly<Record<string, BlendValue>> = {
  'mul ': multiply,
  scrn: screen,
  over: (b, s) => hardLight(s, b),
  dark: Math.min,
  lite: Math.max,
  'div ': dodge,
  idiv: burn,
  lbrn: linearBurn,
  lddg: linearDodge,
  sLit: softLight,
  hLit: hardLight,
  vLit: vividLight,
  lLit: (b, s) => Math.max(0, Math.min(1, b + 2 * s - 1)),
  pLit: (b, s) => (s <= 0.5 ? Math.min(b, 2 * s) : Math.max(b, 2 * s - 1)),
  hMix: (b, s) => (b + s >= 1 ? 1 : 0),
  diff: (b, s) => Math.abs(b - s),
  smud: (b, s) => b + s - 2 * b * s,
  fsub: (b, s) => Math.max(0, b - s),
  fdiv: (b, s) => (s <= 0 ? 1 : Math.min(1, b / s)),
};

/** Those that look at the colour as a whole. */
export const blendColours: Readonly<Record<string, BlendColour>> = {
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
