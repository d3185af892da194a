import { expect, test } from 'vitest';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import type { OtherName, OverruledDecision } from '../../../../electron/contract/api/studio-api.ts';
import { changedIn, twoNamesIn } from '../../../../renderer/studio/two-names.ts';

const told = (id: number, author: string, otherName: OtherName | null): OverruledDecision => {
  return { id, author, atMs: id * 1_000, kind: 'name', name: null, otherName };
};
const names = (mine: string, theirs: string, face: number | null): OtherName => {
  return { mine, theirs, face: face as FaceId | null };
};

test('two names are asked about once, however many faces they are about', () => {
  const decisions = [
    told(5, 'ken', names('Aiko', 'Mika', 12)),
    told(4, 'ken', null),
    told(3, 'yui', names('Aiko', 'Mika', 9)),
    told(2, 'ken', names('Aiko', 'Mika', 11)),
    told(1, 'ken', names('Thorne', 'Captain Thorne', null)),
  ];
  expect(twoNamesIn(decisions)).toEqual([
    { ids: [5, 2], author: 'ken', atMs: 5_000, mine: 'Aiko', theirs: 'Mika', faces: [12, 11] },
    { ids: [3], author: 'yui', atMs: 3_000, mine: 'Aiko', theirs: 'Mika', faces: [9] },
    { ids: [1], author: 'ken', atMs: 1_000, mine: 'Thorne', theirs: 'Captain Thorne', faces: [] },
  ]);
});

test('what colleagues changed is listed by when they did, two names as one line', () => {
  const decisions = [
    told(4, 'ken', null),
    told(3, 'ken', names('Aiko', 'Mika', 12)),
    told(2, 'yui', null),
    told(1, 'ken', names('Aiko', 'Mika', 11)),
  ];
  expect(changedIn(decisions)).toEqual([
    { ids: [4], author: 'ken', atMs: 4_000, name: null },
    { ids: [3, 1], author: 'ken', atMs: 3_000, name: 'Mika' },
    { ids: [2], author: 'yui', atMs: 2_000, name: null },
  ]);
});

test('a colleague’s name stands where nothing is said against it', () => {
  expect(twoNamesIn([])).toEqual([]);
  expect(twoNamesIn([told(1, 'ken', null)])).toEqual([]);
});
