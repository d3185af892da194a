import { expect, test } from 'vitest';
import { describeSql, listSql } from '../../../electron/engine/store/character-list.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { bench } from '../../support/library.ts';

test.for([
  ['describing a character', describeSql],
  ['listing characters', listSql],
] as const)('%s reads the faces of a character by their index', async ([, sql]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const given = sql.includes('?') ? [1] : [];
  const steps = database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[];
  const details = steps.map(({ detail }) => detail);
  expect(details.some((step) => step.startsWith('SEARCH face USING') && step.includes('face_by_character'))).toBe(true);
  expect(details.filter((step) => /^(SCAN face|MATERIALIZE)/u.test(step))).toEqual([]);
});
