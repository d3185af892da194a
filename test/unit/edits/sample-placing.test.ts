import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { placeFaces } from '../../../electron/engine/edits/sample-placing.ts';
import { SampleOdds } from '../../../electron/engine/similarity/sample-odds.ts';

const sampled = (name: string, likeness: Record<number, number>) => ({
  name,
  floor: 0.4,
  likeness: new Map(Object.entries(likeness).map(([face, cosine]) => [Number(face) as FaceId, cosine])),
});
const odds = new SampleOdds([sampled('Mika', { 1: 0.9, 2: 0.8, 3: 0.7 }), sampled('Ren', { 1: 0.5, 2: 0.6 })], {
  size: 3,
  near: () => [],
});
const probability = ({ likeness }: { readonly likeness: number }) => likeness;
const placedBy = async (pictureOf: (face: FaceId) => number | undefined, least = 0.5) =>
  new Map(
    [...(await placeFaces(odds, { probability, pictureOf, least }))].map(([name, faces]) => [
      name,
      faces.map(({ face }) => face),
    ]),
  );

test('faces go to the character that they are most like, the most probable first', async () => {
  expect(await placedBy(() => undefined)).toEqual(new Map([['Mika', [1, 2, 3]]]));
});

test('of two faces of one picture the less probable takes its next best, or none', async () => {
  expect(await placedBy(() => 1)).toEqual(
    new Map([
      ['Mika', [1]],
      ['Ren', [2]],
    ]),
  );
});

test('faces that are less probable than asked for are left out', async () => {
  expect(await placedBy(() => undefined, 0.75)).toEqual(new Map([['Mika', [1, 2]]]));
});
