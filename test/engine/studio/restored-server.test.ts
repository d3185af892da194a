import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { drawnLibrary } from '../../support/studio/seat.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('restored');
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

const idOf = async (engine: Engine, name: string) =>
  (await engine.listCharacters()).find((each) => each.name === name)?.id as CharacterId;
const namesOf = async (engine: Engine) => (await engine.listCharacters()).flatMap(({ name }) => name ?? []).toSorted();

test('a server whose disk is put back to yesterday’s copy gets back from the machines what it has lost', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using there = await drawnLibrary(null);
  await using mine = here.open();
  await using theirs = there.open();
  await mine.engine.joinStudio({ url: studio.url('mia') });
  await theirs.engine.joinStudio({ url: studio.url('ken') });
  const restore = await studio.cluster.backup();
  await mine.engine.nameCharacter(await idOf(mine.engine, 'Sylvie'), 'Sylvie Aubert');
  await mine.engine.syncStudio();
  await theirs.engine.syncStudio();
  await theirs.engine.setHidden([await idOf(theirs.engine, 'Sylvie Aubert')], true);
  await theirs.engine.syncStudio();
  const before = await studio.sql('SELECT id, author, kind, name, body FROM dramatis.event ORDER BY seq');
  await restore();
  const lost = await studio.sql('SELECT id FROM dramatis.event ORDER BY seq');
  expect(lost).toHaveLength(before.length - 2);
  await theirs.engine.syncStudio();
  await mine.engine.syncStudio();
  const after = await studio.sql<{ id: string }>('SELECT id FROM dramatis.event ORDER BY seq');
  expect(after).toEqual(before.map((event) => ({ id: (event as { id: string }).id })));
  expect([await namesOf(mine.engine), await namesOf(theirs.engine)]).toEqual([['Sylvie Aubert'], ['Sylvie Aubert']]);
  expect((await mine.engine.listCharacters()).find(({ name }) => name === 'Sylvie Aubert')?.hidden).toBe(true);
});

test('a server whose clock is a year behind orders decisions as they come', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using there = await drawnLibrary(null);
  await using mine = here.open();
  await using theirs = there.open();
  await mine.engine.joinStudio({ url: studio.url('mia') });
  await theirs.engine.joinStudio({ url: studio.url('ken') });
  const [{ at } = { at: new Date() }] = await studio.sql<{ at: Date }>('SELECT max(at) AS at FROM dramatis.event');
  await mine.engine.nameCharacter(await idOf(mine.engine, 'Sylvie'), 'First');
  await mine.engine.syncStudio();
  await studio.sql(`UPDATE dramatis.event SET at = at + interval '1 year' WHERE name = 'First'`);
  await theirs.engine.syncStudio();
  await theirs.engine.nameCharacter(await idOf(theirs.engine, 'First'), 'Second');
  await theirs.engine.syncStudio();
  await mine.engine.syncStudio();
  const times = await studio.sql<{ name: string; at: Date }>(
    "SELECT name, at FROM dramatis.event WHERE name IN ('First', 'Second') ORDER BY seq",
  );
  expect(times.map(({ name }) => name)).toEqual(['First', 'Second']);
  expect(times[0]?.at.getTime()).toBeGreaterThan((times[1]?.at.getTime() ?? 0) + 300 * 86_400_000);
  expect(times[1]?.at.getTime()).toBeGreaterThan(at.getTime());
  expect([await namesOf(mine.engine), await namesOf(theirs.engine)]).toEqual([['Second'], ['Second']]);
});
