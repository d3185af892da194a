import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { planMerge, type MergingGroup } from '../../../electron/engine/edits/merge-plan.ts';

interface Told {
  readonly name?: string;
  readonly colour?: MergingGroup['colour'];
  readonly cover?: number;
  readonly confirmed?: boolean;
  readonly faces?: readonly number[];
  readonly own?: readonly number[];
  readonly rejected?: readonly number[];
}

function group(id: number, told: Told): MergingGroup {
  const faces = (some: readonly number[] = []) => some as readonly FaceId[];
  return {
    id: id as CharacterId,
    name: told.name ?? null,
    colour: told.colour ?? null,
    cover: (told.cover as FaceId | undefined) ?? null,
    confirmed: told.confirmed ?? false,
    faces: faces(told.faces),
    own: faces(told.own),
    rejected: faces(told.rejected),
  };
}

test('what the target or another of the groups has rejected stays apart, save what its own has confirmed', () => {
  const target = group(1, { faces: [10], rejected: [21, 22] });
  const one = group(2, { faces: [20, 21, 22], own: [22], confirmed: true });
  const two = group(3, { faces: [30, 31], rejected: [20] });
  const three = group(4, { faces: [40], rejected: [31] });
  const { sources } = planMerge(target, [one, two, three]);
  expect(sources).toEqual([
    { id: 2, come: [22], refused: [20, 21], apart: [], sure: [22] },
    { id: 3, come: [30], refused: [31], apart: [], sure: [30] },
    { id: 4, come: [40], refused: [], apart: [], sure: [40] },
  ]);
});

test('suggestions of an artist’s group come along unanswered, and confirmed faces that are none now come confirmed', () => {
  const source = group(2, { confirmed: true, faces: [20, 21], own: [20, 29] });
  expect(planMerge(group(1, {}), [source]).sources).toEqual([
    { id: 2, come: [20, 21], refused: [], apart: [], sure: [20, 29] },
  ]);
});

test('what is to stay apart does, confirmed or not, and is not told as refused before', () => {
  const target = group(1, { rejected: [21] });
  const source = group(2, { confirmed: true, faces: [20, 21, 22], own: [20] });
  const keepApart = [20, 21] as FaceId[];
  expect(planMerge(target, [source], { keepApart }).sources).toEqual([
    { id: 2, come: [22], refused: [], apart: [20, 21], sure: [] },
  ]);
});

test('name, colour and cover are the target’s, else those of the first that has any, else those that are asked for', () => {
  const target = group(1, { colour: 'red', faces: [10] });
  const one = group(2, { name: 'Lin', colour: 'blue', cover: 20, faces: [20] });
  const two = group(3, { name: 'Mika', cover: 30, faces: [30] });
  expect(planMerge(target, [one, two])).toMatchObject({ name: 'Lin', colour: 'red', cover: 20 });
  const take = { name: two.id, colour: one.id, cover: two.id };
  expect(planMerge(target, [one, two], { take })).toMatchObject({ name: 'Mika', colour: 'blue', cover: 30 });
  expect(planMerge(target, [one], { take: { name: target.id } }).name).toBe('Lin');
});

test('a cover that stays apart is no cover', () => {
  const source = group(2, { cover: 20, faces: [20, 21] });
  expect(planMerge(group(1, {}), [source], { keepApart: [20 as FaceId] }).cover).toBeNull();
});

test('every face of the sources comes or stays, once, in whatever order the groups are named', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 });
  const told = fc.record({ confirmed: fc.boolean(), faces: ids, own: ids, rejected: ids });
  fc.assert(
    fc.property(fc.array(told, { minLength: 2, maxLength: 4 }), ids, (some, keep) => {
      // A face is in one group only.
      const seen = new Set<number>();
      const groups = some.map((one, at) => {
        const faces = one.faces.filter((face) => !seen.has(face) && seen.add(face));
        return group(at + 1, { ...one, faces, own: one.own.filter((face) => faces.includes(face)) });
      });
      const [target, ...from] = groups as [MergingGroup, ...MergingGroup[]];
      const keepApart = keep as FaceId[];
      const { sources } = planMerge(target, from, { keepApart });
      for (const [at, { come, refused, apart, sure }] of sources.entries()) {
        expect([...come, ...refused, ...apart].sort((a, b) => a - b)).toEqual(
          (from[at] as MergingGroup).faces.toSorted((a, b) => a - b),
        );
        expect(sure.every((face) => come.includes(face))).toBe(true);
      }
      const turned = planMerge(target, from.toReversed(), { keepApart }).sources.toReversed();
      expect(turned).toEqual(sources);
    }),
  );
});
