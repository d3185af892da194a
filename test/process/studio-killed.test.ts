import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import { bench } from '../support/library.ts';
import { noPostgres } from '../support/studio/cluster.ts';
import { openLine, type Line } from '../support/studio/line.ts';
import { drawnLibrary, openSeat, type Seat } from '../support/studio/seat.ts';
import { openStudio, type TestStudio } from '../support/studio/studio.ts';

let studio: TestStudio;
let line: Line;

beforeAll(async () => {
  if (noPostgres !== null) return;
  studio = await openStudio('killed');
  line = await openLine(studio.cluster.port);
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  line.mend();
  await studio.empty();
});
afterAll(async () => {
  if (noPostgres !== null) return;
  await line[Symbol.asyncDispose]();
  await studio[Symbol.asyncDispose]();
});

const url = (user: string) => `postgresql://${user}@127.0.0.1:${line.port}/killed`;
const idOf = async (engine: EngineApi, name: string) =>
  (await engine.listCharacters()).find((each) => each.name === name)?.id;
const events = () =>
  studio.sql<{ name: string | null; kind: string }>('SELECT kind, name FROM dramatis.event ORDER BY seq');
const namedEvents = async (name: string) => (await events()).filter((event) => event.name === name).length;

/** All is sent and taken in. */
async function settled(seat: Seat): Promise<void> {
  await seat.until(async () => {
    const status = await seat.engine.studio();
    return status?.state === 'connected' && status.unsent === 0;
  });
}

test('an edit whose engine is killed before it is sent is sent by the next one, once', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using seat = openSeat(here.library);
  await seat.engine.joinStudio({ url: url('mia') });
  const held = line.hold();
  await seat.engine.nameCharacter((await idOf(seat.engine, 'Sylvie')) as CharacterId, 'Sylvie Aubert');
  await held;
  await seat.kill();
  expect(await namedEvents('Sylvie Aubert')).toBe(0);
  line.mend();
  await using again = openSeat(here.library);
  await settled(again);
  expect(await namedEvents('Sylvie Aubert')).toBe(1);
});

test('an edit whose engine is killed when the server has it, and has not answered, counts once', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using seat = openSeat(here.library);
  await seat.engine.joinStudio({ url: url('mia') });
  const held = line.hold({ said: 'dramatis.push(' });
  await seat.engine.nameCharacter((await idOf(seat.engine, 'Sylvie')) as CharacterId, 'Sylvie Aubert');
  await held;
  await seat.kill();
  expect(await namedEvents('Sylvie Aubert')).toBe(1);
  line.mend();
  await using again = openSeat(here.library);
  await settled(again);
  expect(await again.engine.studio()).toMatchObject({ unsent: 0, refused: 0 });
  expect(await namedEvents('Sylvie Aubert')).toBe(1);
});

test.each([0, 60])(
  'a colleague’s decision of which %i bytes had come when the engine was killed is taken in by the next one',
  async (more) => {
    await using here = await drawnLibrary('Sylvie');
    await using there = await drawnLibrary(null);
    await using seat = openSeat(here.library);
    await seat.engine.joinStudio({ url: url('mia') });
    const theirs = there.open();
    await theirs.engine.joinStudio({ url: studio.url('ken') });
    const held = line.hold({ said: 'dramatis.pull', more });
    await theirs.engine.nameCharacter((await idOf(theirs.engine, 'Sylvie')) as CharacterId, 'Sylvie Aubert');
    await theirs.engine.syncStudio();
    await theirs[Symbol.asyncDispose]();
    await held;
    await seat.kill();
    line.mend();
    await using again = openSeat(here.library);
    expect(await idOf(again.engine, 'Sylvie')).toEqual(expect.any(Number));
    await again.until(async () => (await idOf(again.engine, 'Sylvie Aubert')) !== undefined);
    expect(await namedEvents('Sylvie Aubert')).toBe(1);
  },
);

/** A studio with so many named characters, whose decisions nobody here has seen. */
async function fillStudio(characters: number): Promise<void> {
  await studio.sql(`
    INSERT INTO dramatis.event (seq, id, author, kind, name, count, body)
      SELECT n, gen_random_uuid(), 'ken', 'name', 'Cast ' || n, 1, jsonb_build_object('faces', '{}'::jsonb, 'facts', jsonb_build_array(
        jsonb_build_array('character', md5(n::text)::uuid, '', '[1]'::jsonb),
        jsonb_build_array('character.name', md5(n::text)::uuid, '', jsonb_build_array('Cast ' || n))))
      FROM generate_series(1, ${characters}) n;
    UPDATE dramatis.studio SET last = ${characters}`);
}

const castOf = async (engine: EngineApi) =>
  (await engine.listCharacters()).map(({ name }) => name).filter((name) => name?.startsWith('Cast '));

test('a first sync whose line breaks again and again, and whose engine is killed in it, ends with everything once', async () => {
  await fillStudio(3_000);
  await using here = await drawnLibrary('Sylvie');
  await using seat = openSeat(here.library);
  const broken = line.breakAfter(200_000);
  await expect(seat.engine.joinStudio({ url: url('mia') })).rejects.toMatchObject({ code: 'studio-unreachable' });
  await broken;
  expect(await seat.engine.studio()).toMatchObject({ state: 'offline', problem: { code: 'studio-unreachable' } });
  const first = (await seat.engine.studio())?.events ?? 0;
  expect(first).toBeGreaterThan(0);
  line.mend();
  const held = line.hold({ said: 'dramatis.pull', more: 200_000 });
  void seat.engine.syncStudio().catch(() => undefined);
  await held;
  await seat.kill();
  line.mend();
  await using again = openSeat(here.library);
  const before = (await again.engine.studio())?.events ?? 0;
  expect([before > first, before < 3_000]).toEqual([true, true]);
  await again.until(async () => (await castOf(again.engine)).length >= 3_000);
  await settled(again);
  expect(new Set(await castOf(again.engine)).size).toBe(3_000);
  expect(await castOf(again.engine)).toHaveLength(3_000);
  // What the library brought is there once, after all of it.
  expect((await events()).filter(({ kind }) => kind === 'join')).toHaveLength(1);
  expect(await idOf(again.engine, 'Sylvie')).toEqual(expect.any(Number));
});

test('a line that carries nothing, and tells nobody, is noticed when it breaks, and work goes on meanwhile', async () => {
  await using here = await bench();
  await using seat = openSeat(here.library);
  await seat.engine.joinStudio({ url: url('ron') });
  const held = line.hold();
  void seat.engine.syncStudio().catch(() => undefined);
  await held;
  expect(await seat.engine.listCharacters()).toEqual([]);
  line.mend();
  await settled(seat);
});
