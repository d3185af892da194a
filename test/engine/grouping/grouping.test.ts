import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { openVectorLibrary, type VectorLibrary } from '../../support/vector-library.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const dimensions = 12;
const linkage = 0.6;

function axis(k: number): Float32Array {
  return unit(Array.from({ length: dimensions }, (_, j) => (j === k ? 1 : 0)));
}

/** Faces of some characters in the order of a shuffled deck. */
function faces(characters: number, each: number, seed: number): Float32Array[] {
  const next = random(seed);
  const all = Array.from({ length: characters }, (_, k) => cloud(axis(k), each, 0.5, next)).flat();
  return all
    .map((vector) => ({ vector, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ vector }) => vector);
}

/** The sets of faces that share a group. */
function sets(library: VectorLibrary): FaceId[][] {
  const groups = Map.groupBy(library.groups(), ([, group]) => group);
  groups.delete(null);
  return [...groups.values()].map((members) => members.map(([face]) => face));
}

test('a library that is grouped around what is new has the groups of one that is grouped as a whole', async () => {
  await using whole = openVectorLibrary({ dimensions, linkage });
  await using local = openVectorLibrary({ dimensions, linkage, wholeBelow: 0 });
  for (const [index, vector] of faces(8, 12, 3).entries()) {
    for (const library of [whole, local]) library.add(vector);
    if (index % 7 === 0) for (const library of [whole, local]) await library.grouping.regroup();
  }
  for (const library of [whole, local]) await library.grouping.regroup();
  expect(sets(whole)).toHaveLength(8);
  expect(sets(local)).toEqual(sets(whole));
});

test('a large part of a library is grouped in another thread, to the same groups', async () => {
  const some = faces(10, 51, 5);
  await using library = openVectorLibrary({ dimensions, linkage });
  for (const vector of some) library.add(vector);
  expect(await library.grouping.regroup()).toBe(true);
  expect(sets(library).map((set) => set.length)).toEqual(Array.from({ length: 10 }, () => 51));
  library.grouping.invalidate();
  expect(await library.grouping.regroup()).toBe(false);
});

test.each([0, 1_000])(
  'what an artist decides while faces are grouped is not undone (whole below %i)',
  async (wholeBelow) => {
    await using library = openVectorLibrary({ dimensions, linkage, wholeBelow });
    const added = faces(3, 20, 7).flatMap((vector) => library.add(vector));
    await library.grouping.regroup();
    const group = library.groups().get(added[0] as FaceId) as CharacterId;
    const face = [...library.groups()].find(([id, other]) => other === group && id !== added[0])?.[0] as FaceId;
    library.add(axis(0));
    const running = library.grouping.regroup();
    library.characters.setConfirmed(group);
    library.facts.confirm(library.characters.faceIds(group), group);
    library.facts.reject([face], group);
    library.grouping.invalidate();
    await running;
    while (library.grouping.stale) await library.grouping.regroup();
    expect(library.groups().get(added[0] as FaceId)).toBe(group);
    expect(library.groups().get(face)).not.toBe(group);
  },
);

test('faces that go take no others with them, and come back to their group', async () => {
  await using library = openVectorLibrary({ dimensions, linkage, wholeBelow: 0 });
  const [first, second, third] = [axis(0), axis(0), axis(0)].flatMap((vector) => library.add(vector));
  await library.grouping.regroup();
  library.grouping.removeFaces([second as FaceId]);
  await library.grouping.regroup();
  expect(library.groups().get(first as FaceId)).toBe(library.groups().get(third as FaceId));
  library.grouping.lookAgain([second as FaceId]);
  await library.grouping.regroup();
  expect(new Set(library.groups().values()).size).toBe(1);
});

test('two faces of one picture come together only where pictures do not keep them apart', async () => {
  for (const picturesApart of [true, false]) {
    await using library = openVectorLibrary({ dimensions, linkage, grouped: { offset: 0, picturesApart } });
    library.add(axis(0), axis(0));
    await library.grouping.regroup();
    expect(sets(library)).toHaveLength(picturesApart ? 0 : 1);
  }
});
