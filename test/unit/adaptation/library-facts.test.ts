import { expect, test } from 'vitest';
import { libraryFacts } from '../../../electron/engine/adaptation/library-facts.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const next = random(1);
const lists = {
  limit: 2,
  // Row 0 has two neighbours, row 1 one, the others none.
  nearest: Int32Array.from([2, 3, 1, 0, ...new Array<number>(2_000).fill(0)]),
  similarities: Float32Array.from([0.9, 0.7, 0.8, 0.1, ...new Array<number>(2_000).fill(0)]),
};
const factsOf = (vectors: readonly Float32Array[]) =>
  libraryFacts({ rows: [...vectors.keys()], lists, vectorAt: (row) => vectors[row] as Float32Array });

test('a small library says nothing', () => {
  expect(factsOf(cloud(unit([1, 0, 0]), 39, 1, next))).toBeNull();
});

test('faces of one hand are more alike than those of many', () => {
  const hand = factsOf(cloud(unit([1, 1, 1, 1]), 300, 0.5, next));
  const many = factsOf(cloud(unit([0, 0, 0, 0]), 300, 1, next));
  expect(hand?.faces).toBe(300);
  expect(hand?.middle).toBeGreaterThan((many?.middle ?? 1) + 0.5);
  expect(hand?.spread).toBeLessThan(many?.spread ?? 0);
});

test('close pairs are those of the lists of neighbours, closest first', () => {
  expect([...(factsOf(cloud(unit([1, 0, 0]), 50, 1, next))?.close ?? [])].map((one) => one.toFixed(1))).toEqual([
    '0.9',
    '0.8',
    '0.7',
  ]);
});
