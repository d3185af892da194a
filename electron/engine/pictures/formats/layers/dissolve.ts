import { randomWords } from './random-words.ts';

/** 8-bit RGBA of a layer. */
interface LayerPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface Scattering {
  /** Of its upper left corner, in pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  /** 0 to 1. */
  readonly opacity: number;
  /** How wide the canvas is. */
  readonly end: number;
}

/** GIMP's own, `gimpoperationdissolve.c`. */
const seed = 314_159_265;
const rowSeeds = 4096;
let seeds: Uint32Array | null = null;

/**
 * Shows each pixel of a layer that dissolves as a whole or not at all, in place: by chance, the more often the more opaque it is. The
 * chance is that of GIMP; the one of Photoshop is not known.
 */
export function scatter({ width, height, data }: LayerPixels, { x, y, opacity, end }: Scattering): void {
  seeds ??= randomWords(seed, rowSeeds);
  const [first, last] = [Math.max(0, -x), Math.min(width, end - x)];
  if (first >= last) return;
  for (let row = Math.max(0, -y); row < height; row += 1) {
    const words = randomWords(seeds[(row + y) % rowSeeds] as number, last + x);
    for (let column = first; column < last; column += 1) {
      const alpha = (row * width + column) * 4 + 3;
      const isShown = (words[column + x] as number) % 255 < (data[alpha] as number) * opacity;
      data[alpha] = isShown ? 255 : 0;
    }
  }
}
