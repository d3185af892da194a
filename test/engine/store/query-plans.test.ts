import { expect, test } from 'vitest';
import { describeSql, listSql } from '../../../electron/engine/store/character-list.ts';
import { aloneSql } from '../../../electron/engine/store/faces/grouped-faces.ts';
import { facesWhereSql, inCharacter } from '../../../electron/engine/store/characters.ts';
import { betweenSql, contradictedSql } from '../../../electron/engine/store/facts.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { bench } from '../../support/library.ts';

async function planOf(
  sql: string,
  ...given: readonly (number | Record<string, string | number>)[]
): Promise<readonly string[]> {
  await using here = await bench();
  using database = openDatabase(here.library);
  const steps = database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}

test('describing a character reads its faces by their index', async () => {
  const details = await planOf(describeSql, 1);
  expect(details.some((step) => step.startsWith('SEARCH face USING') && step.includes('face_by_character'))).toBe(true);
  expect(details.filter((step) => /^(SCAN face|MATERIALIZE)/u.test(step))).toEqual([]);
});

test('listing characters reads an index of faces once, in its order, and no row of a face', async () => {
  const details = await planOf(listSql, 1);
  const ofFaces = details.filter((step) => /^(SCAN|SEARCH) face /u.test(step));
  expect(ofFaces[0]).toContain('USING COVERING INDEX face_by_character_shown');
  // The other one is the cover that the artist chose.
  expect(ofFaces.slice(1).every((step) => step.startsWith('SEARCH face USING INTEGER PRIMARY KEY'))).toBe(true);
  expect(details.filter((step) => step.includes('TEMP B-TREE FOR GROUP BY'))).toEqual([]);
});

test('faces that are in no group are read by an index of groups', async () => {
  const details = await planOf(aloneSql, 10);
  expect(details.some((step) => step.startsWith('SEARCH face USING') && step.includes('face_by_character'))).toBe(true);
});

test.for([
  ['links between faces of a list', `SELECT a FROM cannot_link WHERE ${betweenSql}`, { faces: '[]' }],
  [
    'links that a decision contradicts',
    `DELETE FROM cannot_link WHERE ${contradictedSql}`,
    { faces: '[]', character: 1 },
  ],
  ['faces of a list that are in a character', facesWhereSql(inCharacter), { faces: '[]', id: 1 }],
] as const)('%s: the list is gone through once, not for each face of a group', async ([, sql, given]) => {
  const details = await planOf(sql, given);
  expect(details.length).toBeGreaterThan(0);
  expect(details.filter((step) => step.includes('(a=? AND b=?)') || step.includes('face_by_character'))).toEqual([]);
});
