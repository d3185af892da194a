import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import {
  SampleOdds,
  sampleModelFrom,
  sampleProbability,
  suggestedFrom,
  sureFrom,
} from '../../../electron/engine/similarity/sample-odds.ts';

const floor = 0.4;
const sampled = (name: string, likeness: Record<number, number>) => ({
  name,
  floor,
  likeness: new Map(Object.entries(likeness).map(([face, cosine]) => [Number(face) as FaceId, cosine])),
});
const nobodyNear = { size: 20, near: () => [] };
const face = (id: number) => id as FaceId;

test('a face between two characters has a smaller lead than one that is like the same sample and no other', () => {
  const odds = new SampleOdds([sampled('Mika', { 1: 0.8, 2: 0.8 }), sampled('Ren', { 1: 0.78, 3: 0.8 })], nobodyNear);
  const [torn, clear] = [odds.evidence(face(1)), odds.evidence(face(2))];
  expect(torn?.likeness).toBe(clear?.likeness);
  expect(torn?.lead).toBeLessThan(clear?.lead ?? 0);
});

test('a sample that everything is like counts for less than one that only this face is like', () => {
  const crowd = Object.fromEntries(Array.from({ length: 12 }, (_, k) => [k + 10, 0.74]));
  const odds = new SampleOdds([sampled('Any', { 1: 0.75, ...crowd }), sampled('Ren', { 1: 0.74 })], nobodyNear);
  expect(odds.evidence(face(1))?.name).toBe('Ren');
  expect(odds.evidence(face(11))?.name).toBe('Any');
});

test('faces that surely show the same decide with a face', () => {
  const characters = [sampled('Mika', { 1: 0.7, 2: 0.5, 3: 0.5 }), sampled('Ren', { 1: 0.68, 2: 0.8, 3: 0.8 })];
  const together = { size: 3, near: (one: FaceId) => [1, 2, 3].filter((other) => other !== one).map(face) };
  expect(new SampleOdds(characters, { size: 3, near: () => [] }).evidence(face(1))?.name).toBe('Mika');
  expect(new SampleOdds(characters, together).evidence(face(1))?.name).toBe('Ren');
});

test('the face of a sample itself is its character’s, whoever is around it', () => {
  const characters = [sampled('A2', { 1: 1, 2: 0.78 }), sampled('Eva', { 1: 0.78, 2: 1, 3: 0.7 })];
  const together = { size: 3, near: (one: FaceId) => [1, 2].filter((other) => other !== one).map(face) };
  const odds = new SampleOdds(characters, together);
  expect([1, 2].map((one) => odds.evidence(face(one))?.name)).toEqual(['A2', 'Eva']);
});

test('samples that reach little of a library say so', () => {
  const characters = [sampled('Mika', { 1: 0.9 })];
  const [small, large] = [1, 100].map((size) => new SampleOdds(characters, { size, near: () => [] }).evidence(face(1)));
  expect(small?.reach).toBeCloseTo(0.9);
  expect(large?.reach).toBeCloseTo(floor + 0.005);
});

test('a barred character is passed over, and a face that is like nobody has no evidence', () => {
  const odds = new SampleOdds([sampled('Mika', { 1: 0.8 }), sampled('Ren', { 1: 0.6 })], nobodyNear);
  expect(odds.evidence(face(1), 'Mika')?.name).toBe('Ren');
  expect(odds.evidence(face(9))).toBeNull();
  expect(odds.faces).toEqual([1]);
});

test('without a fit, the bands of the model decide', () => {
  const model = sampleModelFrom({ same: 0.78, maybe: 0.5 });
  const at = (likeness: number) => sampleProbability(model, { likeness, lead: 0, crowd: 0, reach: 0 });
  expect(at(0.78)).toBeCloseTo(sureFrom);
  expect(at(0.5)).toBeCloseTo(suggestedFrom);
});

test('the best character has a standing of at least every other', () => {
  const cosines = fc.array(fc.double({ min: floor, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(cosines, (values) => {
      const odds = new SampleOdds(
        values.map((cosine, k) => sampled(String(k), { 1: cosine, 2: 0.7 })),
        { size: 2, near: () => [] },
      );
      expect(odds.evidence(face(1))?.lead).toBeGreaterThanOrEqual(0);
    }),
  );
});
