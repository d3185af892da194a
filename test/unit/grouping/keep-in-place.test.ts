import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import type { Decisions } from '../../../electron/engine/store/facts.ts';
import { groupsToBe } from '../../../electron/engine/grouping/destinations.ts';
import { staysOf } from '../../../electron/engine/grouping/keep-in-place.ts';
import { isNothing, nothingStays, withStays } from '../../../electron/engine/grouping/in-place.ts';

const id = (face: number) => face as FaceId;
const none: Decisions = { held: new Map(), rejected: [], mustLink: [], cannotLink: [] };

/** Faces 1, 2 … in these characters (0: none), the cluster that each would be in, and those that are to stay. */
function stays(
  characters: readonly number[],
  clusters: readonly number[],
  stay: readonly number[],
  artists: readonly number[] = [],
  near?: (face: FaceId) => readonly FaceId[],
) {
  const placed = characters.map((character, k) => {
    return { id: id(k + 1), character: character === 0 ? null : (character as CharacterId) };
  });
  const held = (character: number) => artists.includes(character);
  const request = {
    fixed: Int32Array.from(characters, (character, k) => (held(character) && !stay.includes(k + 1) ? character : -1)),
    previous: characters.map((character) => (held(character) ? 0 : character)),
  };
  const groups = groupsToBe(request, Int32Array.from(clusters));
  return staysOf(placed, groups, { stay: new Set(stay.map(id)), artists: new Set(artists as CharacterId[]), near });
}

test('a face that would leave a group of the machine is linked to what stays of it, and kept from where it would go', () => {
  expect(stays([7, 7, 7, 8, 8], [1, 1, 2, 2, 2], [3])).toEqual({
    ...nothingStays,
    together: [[1, 3]],
    apart: [
      [3, 4],
      [3, 5],
    ],
  });
});

test('a whole group that would go into another stays in one piece', () => {
  const { together, apart } = stays([7, 7, 7, 8, 8, 8, 8], [1, 1, 1, 1, 1, 1, 1], [1, 2, 3]);
  expect(together).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(apart).toHaveLength(12);
});

test('faces without a group stay without one: apart from the group that they would join, and from each other', () => {
  expect(stays([7, 7, 0, 0], [1, 1, 1, 1], [3, 4])).toEqual({
    ...nothingStays,
    apart: [
      [3, 1],
      [3, 2],
      [3, 4],
      [4, 1],
      [4, 2],
    ],
  });
});

test('of a large group only the neighbours of a face are kept apart from it, seen from either end', () => {
  const count = 6_000;
  const all = Array.from({ length: count }, (_, k) => k + 1);
  const characters = all.map((face) => (face > 2 ? 7 : 0));
  const listed = new Map([
    [1, [2, 100, 200]],
    [300, [1]],
    [400, [2]],
  ]);
  const near = (face: FaceId) => (listed.get(face) ?? []).map(id);
  const { together, apart } = stays(
    characters,
    all.map(() => 1),
    [1, 2],
    [],
    near,
  );
  expect(together).toEqual([]);
  expect(apart).toEqual([
    [1, 2],
    [1, 100],
    [1, 200],
    [1, 300],
    [2, 400],
  ]);
});

test('a face that would be suggested for an artist’s character is rejected by it', () => {
  expect(stays([9, 9, 0], [1, 1, 1], [3], [9])).toEqual({ ...nothingStays, rejected: [[3, 9]] });
});

test('a suggestion of an artist’s character that would leave it goes on waiting there', () => {
  expect(stays([9, 9, 9, 7], [1, 1, 2, 2], [3], [9])).toEqual({
    ...nothingStays,
    suggested: [[3, 9]],
    apart: [[3, 4]],
  });
});

test('a face that would be without a group is linked to those that it is with', () => {
  expect(stays([7, 7, 7], [1, 1, 2], [3])).toEqual({ ...nothingStays, together: [[1, 3]] });
});

test('where nothing moves, or nothing is to stay, there is nothing to decide', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(groups, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (characters, clusters) => {
      const all = characters.map((_, k) => k + 1);
      expect(isNothing(stays(characters, [...clusters.take(all.length)], []))).toBe(true);
      const still = characters.map((character, k) => (character === 0 ? 10 + k : character));
      const alone = (character: number) => characters.filter((one) => one === character).length === 1;
      const groupsOnly = characters.map((character) => (character !== 0 && alone(character) ? 0 : character));
      const clustersOf = groupsOnly.map((character, k) => (character === 0 ? 10 + k : (still[k] as number)));
      expect(isNothing(stays(groupsOnly, clustersOf, all))).toBe(true);
    }),
  );
});

test('what is decided to let faces stay overrules what was decided of the same two before', () => {
  const before: Decisions = { ...none, mustLink: [[id(1), id(2)]], cannotLink: [[id(4), id(3)]] };
  const { mustLink, cannotLink } = withStays(before, {
    ...nothingStays,
    together: [[id(3), id(4)]],
    apart: [[id(2), id(1)]],
  });
  expect([mustLink, cannotLink]).toEqual([[[3, 4]], [[2, 1]]]);
});
