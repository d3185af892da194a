import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutTree, likenessTree, partsAt } from '../../../electron/engine/clustering/likeness-tree.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const at = (degrees: number) => unit([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const none = { together: [], apart: [] };
const pairs = (most: number) => fc.array(fc.tuple(fc.nat(most), fc.nat(most)), { maxLength: 4 });

test('more parts are the parts of fewer ones, taken apart where they are least alike', () => {
  const tree = likenessTree([0, 3, 40, 44, 90].map(at), none);
  expect(cutTree(tree, 1)).toEqual([[0, 1, 2, 3, 4]]);
  expect(cutTree(tree, 2)).toEqual([[0, 1, 2, 3], [4]]);
  expect(cutTree(tree, 3)).toEqual([[0, 1], [2, 3], [4]]);
  expect(cutTree(tree, 9)).toHaveLength(5);
});

test('how many parts there are follows from how alike the faces of one must be', () => {
  const tree = likenessTree([0, 3, 40, 44, 90].map(at), none);
  expect([0.999, 0.99, 0.7, 0.4, 0].map((border) => partsAt(tree, border))).toEqual([5, 3, 2, 2, 1]);
});

test('faces that an artist said are the same stay in one part, and different ones in two, at any count', () => {
  const tree = likenessTree([0, 90, 2, 45].map(at), { together: [[0, 1]], apart: [[2, 0]] });
  for (let count = 1; count <= 4; count += 1) {
    const parts = cutTree(tree, count);
    const partOf = (position: number) => parts.findIndex((part) => part.includes(position));
    expect(partOf(0)).toBe(partOf(1));
    expect(partOf(2)).not.toBe(partOf(0));
  }
  expect(cutTree(tree, 1)).toHaveLength(2);
});

test('every face is in one part, and no two are that must not be, whatever was decided', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 }),
      fc.nat(12),
      pairs(11),
      (angles, count, some) => {
        const known = some.filter(([a, b]) => a !== b && Math.max(a, b) < angles.length);
        const parts = cutTree(likenessTree(angles.map(at), { together: [], apart: known }), count);
        expect(parts.flat().sort((a, b) => a - b)).toEqual([...angles.keys()]);
        for (const [a, b] of known) expect(parts.find((part) => part.includes(a))).not.toContain(b);
      },
    ),
  );
});

test('however many pairs an artist keeps apart, there are no more leaves than they need, and each pair stays two', () => {
  const next = random(7);
  const count = 3_000;
  const vectors = cloud(unit([1, 0, 0, 0]), count, 0.5, next);
  const ring = Array.from({ length: count }, (_, k): [number, number] => [k, (k + 1) % count]);
  const star = Array.from({ length: count - 1 }, (_, k): [number, number] => [0, k + 1]);
  for (const apart of [ring, star]) {
    const tree = likenessTree(vectors, { together: [], apart });
    expect(tree.leaves.length).toBeLessThan(900);
    const parts = cutTree(tree, 2);
    const partOf = new Map(parts.flatMap((part, at) => part.map((position) => [position, at] as const)));
    expect(partOf.size).toBe(count);
    expect(apart.filter(([a, b]) => partOf.get(a) === partOf.get(b))).toEqual([]);
  }
});

test('a large group comes apart as a small one does', () => {
  const next = random(5);
  const centres = [unit([1, 0, 0, 0]), unit([0, 1, 0, 0]), unit([0, 0, 1, 0])];
  const vectors = centres.flatMap((centre, k) => cloud(centre, 900 - 300 * k, 0.5, next));
  const parts = cutTree(likenessTree(vectors, none), 3);
  expect(parts.map(({ length }) => length)).toEqual([900, 600, 300]);
});
