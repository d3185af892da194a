import { expect, test } from 'vitest';
import { SharedPixels } from '../../../electron/engine/pictures/shared-pixels.ts';

const grey = (side: number, value: number) => {
  return { width: side, height: side, data: new Uint8Array(side * side * 3).fill(value) };
};

test('a picture is lent as a copy in memory that other threads can read', () => {
  const pixels = new SharedPixels();
  const image = grey(2, 7);
  using lent = pixels.lend(image);
  expect(lent.image).toEqual(image);
  expect(lent.image.data.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('memory that was given back is used again, that which is still lent is not', () => {
  const pixels = new SharedPixels();
  const first = pixels.lend(grey(9, 1));
  const second = pixels.lend(grey(9, 2));
  expect(second.image.data.buffer).not.toBe(first.image.data.buffer);
  expect(first.image.data[0]).toBe(1);
  first[Symbol.dispose]();
  using third = pixels.lend(grey(5, 3));
  expect(third.image.data.buffer).toBe(first.image.data.buffer);
  expect(third.image.data.length).toBe(75);
  expect(second.image.data[0]).toBe(2);
});

test('a picture too large for what lies free gets memory of its own', () => {
  const pixels = new SharedPixels();
  const small = pixels.lend(grey(4, 1));
  small[Symbol.dispose]();
  using large = pixels.lend(grey(700, 2));
  expect(large.image.data.buffer).not.toBe(small.image.data.buffer);
  expect(large.image.data.at(-1)).toBe(2);
});

test('there are never more pieces than were lent at once, whatever the order of sizes', () => {
  const pixels = new SharedPixels();
  const seen = new Set<ArrayBufferLike>();
  for (const side of [600, 1300, 300, 1900, 800, 2000, 500]) {
    using lent = pixels.lend(grey(side, 1));
    seen.add(lent.image.data.buffer);
  }
  // Each time that none was large enough, the one that lay free went.
  const sizes = [...seen].map(({ byteLength }) => Math.round(byteLength / 2 ** 20));
  expect(sizes).toEqual([2, 5, 11, 12]);
  using first = pixels.lend(grey(500, 1));
  using second = pixels.lend(grey(500, 1));
  expect(first.image.data.buffer.byteLength).toBe(12 * 2 ** 20);
  expect(second.image.data.buffer.byteLength).toBe(2 ** 20);
});
