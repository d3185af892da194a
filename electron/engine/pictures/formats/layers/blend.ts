/** How the colours of a layer and of what is below it are mixed, both from 0 to 1. */
export type Mix = (below: number, layer: number) => number;

/**
 * Modes that are worked out channel by channel, as Photoshop, GIMP and Aseprite do. What is missing is shown as `normal`: where it is used
 * to shade a drawing, that is close enough to find a face.
 */
export const mixes = {
  normal: (_, layer) => layer,
  multiply: (below, layer) => below * layer,
  screen: (below, layer) => below + layer - below * layer,
  overlay: (below, layer) => hardLight(layer, below),
  'hard-light': (below, layer) => hardLight(below, layer),
  'soft-light': softLight,
  darken: (below, layer) => Math.min(below, layer),
  lighten: (below, layer) => Math.max(below, layer),
  dodge: (below, layer) => (below === 0 ? 0 : layer >= 1 ? 1 : Math.min(1, below / (1 - layer))),
  burn: (below, layer) => (below >= 1 ? 1 : layer <= 0 ? 0 : 1 - Math.min(1, (1 - below) / layer)),
  difference: (below, layer) => Math.abs(below - layer),
  exclusion: (below, layer) => below + layer - 2 * below * layer,
  addition: (below, layer) => Math.min(1, below + layer),
  subtract: (below, layer) => Math.max(0, below - layer),
  divide: (below, layer) => (below === 0 ? 0 : layer <= below ? 1 : below / layer),
} as const satisfies Readonly<Record<string, Mix>>;

export type Mode = keyof typeof mixes;

function hardLight(below: number, layer: number): number {
  return layer <= 0.5 ? below * 2 * layer : 1 - 2 * (1 - below) * (1 - layer);
}

/** W3C, Compositing and Blending Level 1. */
function softLight(below: number, layer: number): number {
  if (layer <= 0.5) return below - (1 - 2 * layer) * below * (1 - below);
  const root = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : Math.sqrt(below);
  return below + (2 * layer - 1) * (root - below);
}
