import { expect, test } from 'vitest';
import { layOut } from '../../../electron/engine/map/layout/lay-out.ts';
import { random, unit } from '../../support/vectors.ts';

const dimensions = 16;
const groups = 4;
const each = 20;

/** So many faces of each group near a centre of its own. */
function vectorsOf(seed: number): Float32Array {
  const next = random(seed);
  const vectors = new Float32Array(groups * each * dimensions);
  for (let group = 0; group < groups; group += 1) {
    const centre = unit(Array.from({ length: dimensions }, () => next() - 0.5));
    for (let k = 0; k < each; k += 1)
      vectors.set(unit([...centre].map((value) => value + 0.2 * (next() - 0.5))), (group * each + k) * dimensions);
  }
  return vectors;
}

test('faces of a group lie together on the map, apart from other groups', () => {
  const told: number[] = [];
  const places = layOut(vectorsOf(1), dimensions, (done) => told.push(done));
  expect(places).toHaveLength(groups * each * 2);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...places)).toBeLessThanOrEqual(1);
  const at = (row: number) => [places[row * 2] ?? 0, places[row * 2 + 1] ?? 0] as const;
  const apart = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);
  let right = 0;
  for (let row = 0; row < groups * each; row += 1) {
    const others = [...Array(groups * each).keys()].filter((other) => other !== row);
    const nearest = others.reduce((best, other) => (apart(row, other) < apart(row, best) ? other : best));
    if (Math.floor(nearest / each) === Math.floor(row / each)) right += 1;
  }
  expect(right / (groups * each)).toBeGreaterThan(0.97);
  expect(told.length).toBeGreaterThan(100);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test('the same vectors are always placed alike, and the same vector many times is no trouble', () => {
  expect(layOut(vectorsOf(2), dimensions)).toEqual(layOut(vectorsOf(2), dimensions));
  const same = new Float32Array(40 * dimensions);
  for (let row = 0; row < 40; row += 1) same[row * dimensions] = 1;
  expect(layOut(same, dimensions).every((value) => value >= 0 && value <= 1)).toBe(true);
});

test('a few faces are placed by what sets them most apart', () => {
  const vectors = vectorsOf(3).slice(0, 5 * dimensions);
  const places = layOut(vectors, dimensions);
  expect(new Set(places).size).toBe(10);
  expect(layOut(new Float32Array(0), dimensions)).toHaveLength(0);
});
