import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { lookAlikes } from '../../../electron/engine/edits/look-alikes.ts';

const near = (faces: readonly number[]) => faces.map((face, k) => ({ face: face as FaceId, similarity: 0.9 - k / 10 }));
/** Faces 1–9 are of character 1, 10–19 of character 2 and so on; those from 90 on of nobody. */
const characterOf = (face: FaceId) =>
  face >= 90 ? null : { id: (Math.floor(face / 10) + 1) as CharacterId, name: `Name ${Math.floor(face / 10) + 1}` };

test('each character comes once, by its nearest face, and faces of nobody do not count', () => {
  const found = lookAlikes(near([95, 12, 3, 11, 4]), characterOf, { most: 5, probability: (cosine) => cosine / 2 });
  expect(found.map(({ character, face, name }) => [character, face, name])).toEqual([
    [2, 12, 'Name 2'],
    [1, 3, 'Name 1'],
  ]);
  expect(found[0]).toMatchObject({ similarity: 0.8, probability: 0.4 });
});

test('no more are answered than were asked for', () => {
  const found = lookAlikes(near([1, 11, 21, 31]), characterOf, { most: 2, probability: () => 0.5 });
  expect(found.map(({ character }) => character)).toEqual([1, 2]);
});
