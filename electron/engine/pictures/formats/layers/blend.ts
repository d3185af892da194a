/** How the colours of a layer and of what is below it are mixed, both from 0 to 1; the result may lie outside. */
export type Mix = (below: number, layer: number) => number;

/** GIMP's grey that changes nothing. */
const middle = 128 / 255;
/** In the place of what would be without end. */
const endless = 1e6;

/** Modes that are worked out channel by channel, as Photoshop, GIMP and Aseprite do: ISO 32000-2 (11.3.5), and what these have beside. */
export const mixes = {
  normal: (_, layer) => layer,
  multiply: (below, layer) => below * layer,
  screen: (below, layer) => below + layer - below * layer,
  overlay: (below, layer) => hardLight(layer, below),
  'hard-light': (below, layer) => hardLight(below, layer),
  'soft-light': softLight,
  /** GIMP's. */
  'even-soft-light': (below, layer) => below * (layer * (1 - below) + 1 - (1 - below) * (1 - layer)),
  darken: (below, layer) => Math.min(below, layer),
  lighten: (below, layer) => Math.max(below, layer),
  dodge: (below, layer) => divided(below, 1 - layer),
  burn: (below, layer) => 1 - divided(1 - below, layer),
  difference: (below, layer) => Math.abs(below - layer),
  exclusion: (below, layer) => below + layer - 2 * below * layer,
  addition: (below, layer) => below + layer,
  subtract: (below, layer) => below - layer,
  divide: divided,
  /** Photoshop's: where both are black it shows white. */
  'divide-to-white': (below, layer) => (layer <= 0 ? 1 : below / layer),
  'linear-burn': (below, layer) => below + layer - 1,
  'linear-light': (below, layer) => below + 2 * layer - 1,
  'vivid-light': vividLight,
  'pin-light': (below, layer) => (layer <= 0.5 ? Math.min(below, 2 * layer) : Math.max(below, 2 * layer - 1)),
  'hard-mix': (below, layer) => (below + layer >= 1 ? 1 : 0),
  'grain-extract': (below, layer) => below - layer + middle,
  'grain-merge': (below, layer) => below + layer - middle,
} as const satisfies Readonly<Record<string, Mix>>;

export function clamped(value: number): number {
  return Math.max(0, Math.min(1, value));
}

/** Nothing divided by nothing is nothing. */
function divided(value: number, by: number): number {
  return value <= 0 ? 0 : Math.min(endless, value / Math.max(by, 0));
}

function vividLight(below: number, layer: number): number {
  return clamped(layer <= 0.5 ? 1 - divided(1 - below, 2 * layer) : divided(below, 2 - 2 * layer));
}

function hardLight(below: number, layer: number): number {
  return layer <= 0.5 ? below * 2 * layer : 1 - 2 * (1 - below) * (1 - layer);
}

/** W3C, Compositing and Blending Level 1. */
function softLight(below: number, layer: number): number {
  if (layer <= 0.5) return below - (1 - 2 * layer) * below * (1 - below);
  const root = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : Math.sqrt(below);
  return below + (2 * layer - 1) * (root - below);
}
