import { describe, expect, it } from 'vitest';
import { scatter } from '../../../../electron/engine/pictures/formats/layers/dissolve.ts';
import { randomWords } from '../../../../electron/engine/pictures/formats/layers/random-words.ts';

describe('the words of a Mersenne Twister', () => {
  it('are those of the C++ standard: the first ones, and the 10,000th', () => {
    const words = randomWords(5489, 10_000);
    expect([...words.subarray(0, 5)]).toEqual([3_499_211_612, 581_869_302, 3_890_346_734, 3_586_334_585, 545_404_204]);
    expect(words.at(-1)).toBe(4_123_659_995);
  });
});

describe('a layer that dissolves', () => {
  const side = 100;

  function layerOf(alpha: number) {
    return { width: side, height: side, data: new Uint8Array(side * side * 4).fill(alpha) };
  }

  function scattered(alpha: number, opacity: number, more: object = {}): number[] {
    const layer = layerOf(alpha);
    scatter(layer, { x: 0, y: 0, opacity, end: side, ...more });
    return [...layer.data].filter((_, at) => at % 4 === 3);
  }

  it('shows whole pixels, as many as it is opaque', () => {
    const half = scattered(255, 0.5);
    expect(new Set(half)).toEqual(new Set([0, 255]));
    const shown = (pixels: readonly number[]) => pixels.filter(Boolean).length / pixels.length;
    expect(shown(half)).toBeCloseTo(0.5, 1);
    expect(shown(scattered(128, 0.5))).toBeCloseTo(0.25, 1);
    expect(shown(scattered(255, 1))).toBe(1);
    expect(shown(scattered(0, 1))).toBe(0);
  });

  it('scatters by the place on the canvas, so that a moved layer shows other pixels', () => {
    const whole = scattered(255, 0.5);
    const moved = scattered(255, 0.5, { x: -10 });
    expect(moved.slice(10, side)).toEqual(whole.slice(0, side - 10));
  });

  it('leaves alone what is cut off, however far away that is', () => {
    const half = scattered(255, 0.5, { x: 40, y: -5 });
    expect(half.slice(0, 5 * side).every((alpha) => alpha === 255)).toBe(true);
    expect(half.filter((_, at) => at % side >= side - 40).every((alpha) => alpha === 255)).toBe(true);
    expect(scattered(255, 0.5, { x: 2 ** 31 - 1 }).every((alpha) => alpha === 255)).toBe(true);
    expect(scattered(255, 0.5, { y: -(2 ** 31) }).every((alpha) => alpha === 255)).toBe(true);
  });
});
