import { expect, test } from 'vitest';
import { lensOf, linkageThrough, through } from '../../../electron/engine/adaptation/lens.ts';
import { cosine } from '../../../electron/engine/vectors/centre.ts';
import { random, unit } from '../../support/vectors.ts';

const dimensions = 12;

/** Characters that differ in most directions, drawn by one hand: all share one, and each varies strongly in another. */
function library(characters: number, faces: number, seed = 1): Float32Array[][] {
  const next = random(seed);
  const noise = (): number => next() - 0.5;
  return Array.from({ length: characters }, () => {
    const own = Array.from({ length: dimensions }, (_, k) => (k === 0 ? 1 : k === 1 ? 0 : 0.25 * noise()));
    return Array.from({ length: faces }, () =>
      unit(
        own.map((value, k) => value + (k === 1 ? 3 : 0.1) * noise()),
        dimensions,
      ),
    );
  });
}

test('few faces, or few groups, say too little', () => {
  expect(lensOf(library(9, 30), dimensions)).toBeNull();
  expect(lensOf(library(30, 3), dimensions)).toBeNull();
  expect(lensOf([...library(9, 30), ...library(60, 1)], dimensions)).toBeNull();
});

test('through a lens, the nearest face more often shows the same character', () => {
  const groups = library(20, 8);
  const lens = lensOf(groups, dimensions);
  if (!lens) throw new Error('no lens');
  const seen = groups.map((group) => group.map(through(lens)));
  expect(rightNearest(seen)).toBeGreaterThan(rightNearest(groups) + 0.1);
});

test('characters that it was not learnt from are seen better too', () => {
  const lens = lensOf(library(20, 8, 1), dimensions);
  if (!lens) throw new Error('no lens');
  const others = library(20, 8, 2);
  const seen = others.map((group) => group.map(through(lens)));
  expect(rightNearest(seen)).toBeGreaterThan(rightNearest(others) + 0.1);
});

test('what is seen has length 1, and what all faces share is gone', () => {
  const groups = library(20, 8);
  const lens = lensOf(groups, dimensions);
  if (!lens) throw new Error('no lens');
  const seen = groups.flat().map(through(lens));
  for (const vector of seen) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  const middle = mean(seen.flatMap((vector, k) => seen.slice(k + 1).map((other) => cosine(vector, other))));
  expect(Math.abs(middle)).toBeLessThan(0.05);
});

test('the more groups, the higher the linkage', () => {
  const model = { intercept: 0.3, groups: 0.05 };
  expect(linkageThrough({ groups: 200 }, model)).toBeGreaterThan(linkageThrough({ groups: 20 }, model));
  const lens = lensOf(library(20, 8), dimensions);
  expect(lens?.groups).toBeCloseTo(20, 6);
});

function rightNearest(groups: readonly (readonly Float32Array[])[]): number {
  const all = groups.flatMap((group, character) => group.map((vector) => ({ vector, character })));
  const right = all.map(({ vector, character }, k) => {
    const others = all.filter((_, at) => at !== k);
    const best = others.toSorted((a, b) => cosine(b.vector, vector) - cosine(a.vector, vector))[0];
    return Number(best?.character === character);
  });
  return mean(right);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
