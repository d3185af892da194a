import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { random, unit } from '../../support/vectors.ts';
import { openVectorLibrary } from '../../support/vector-library.ts';

const dimensions = 64;
const linkage = 0.75;

/** A direction that has nothing in common with the first axis. */
function aside(next: () => number): number[] {
  const direction = [0, ...Array.from({ length: dimensions - 1 }, () => next() - 0.5)];
  return [...unit(direction)];
}

/** A face whose cosine to the first axis is this. */
function faceAt(cosine: number, next: () => number): Float32Array {
  const other = aside(next).map((value) => value * Math.sqrt(1 - cosine ** 2));
  return unit([cosine, ...other.slice(1)]);
}

/** A group of 300, and 40 faces without one that fewer, larger groups would take in. */
async function withOutsiders() {
  const next = random(3);
  const library = openVectorLibrary({ dimensions, linkage });
  for (let face = 0; face < 300; face += 1) library.add(faceAt(0.98, next));
  const outsiders: FaceId[] = [];
  for (let face = 0; face < 40; face += 1) outsiders.push(...library.add(faceAt(0.7, next)));
  await library.grouping.regroup(true);
  return { library, outsiders };
}

const fewer = { offset: -0.1, picturesApart: true };

test('faces that are left out of a large group stay outside of it, by a few decisions each', async () => {
  const { library, outsiders } = await withOutsiders();
  await using _closed = library;
  const { grouping } = library;
  expect((await grouping.plan(fewer)).preview.moved).toBe(40);
  const { preview, stays } = await grouping.plan(fewer, outsiders);
  expect(preview.moved).toBe(0);
  expect(stays.apart.length).toBeLessThan(40 * 16 * 2);
});

test('the parts of a large group are the same from another thread, and the engine answers meanwhile', async () => {
  const { library } = await withOutsiders();
  await using _closed = library;
  const faces = [...library.groups().keys()];
  const wanted = { decisions: { together: [], apart: [] }, parts: 2 };
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 1);
  const { parts, fewest } = await library.grouping.split(faces, wanted);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(0);
  expect(fewest).toBe(1);
  expect(parts.flat().sort((a, b) => a - b)).toEqual([...faces.keys()]);
  const few = await library.grouping.split(faces.slice(0, 60), wanted);
  expect(few.parts.flat()).toHaveLength(60);
});

test('a face that joins a large group writes what it changes, not the similarities of all', async () => {
  const next = random(4);
  await using library = openVectorLibrary({ dimensions, linkage });
  for (let face = 0; face < 300; face += 1) library.add(faceAt(0.98, next));
  await library.grouping.regroup(true);
  const before = library.similarities();
  library.add(faceAt(0.98, next));
  await library.grouping.regroup(true);
  const after = library.similarities();
  const written = [...before].filter(([face, similarity]) => after.get(face) !== similarity);
  expect(after.size).toBe(301);
  expect(written.length).toBeLessThan(10);
});

test('a face that moves the mean of a small group is told of in the similarities of the others', async () => {
  const next = random(4);
  await using library = openVectorLibrary({ dimensions, linkage });
  for (let face = 0; face < 3; face += 1) library.add(faceAt(0.98, next));
  await library.grouping.regroup(true);
  const before = library.similarities();
  library.add(faceAt(0.85, next));
  await library.grouping.regroup(true);
  const after = library.similarities();
  expect([...before].filter(([face, similarity]) => after.get(face) !== similarity)).toHaveLength(3);
});
