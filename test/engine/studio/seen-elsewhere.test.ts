import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { blue, draw, drawAll, grey, red } from '../../support/drawn.ts';
import { fakeModels, type FakeOptions } from '../../support/fake-models.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { openLine } from '../../support/studio/line.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('looks');
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

const page = { offset: 0, limit: 100 };
const colours = [red, red, red, blue, blue];

async function contents(engine: EngineApi) {
  const groups = await Promise.all((await engine.listCharacters()).map(({ id }) => engine.listFaces(id, page)));
  const faces = [...groups.flat(), ...(await engine.listFaces(null, page))];
  const shown = faces.map(({ path, box, score }) => ({ name: path.split('/').at(-1), box, score }));
  return { groups: groups.map((group) => group.length), faces: shown.toSorted((a, b) => (a.name! < b.name! ? -1 : 1)) };
}

/** A machine that has looked at five pictures of three and two alike, and one without a face, and has told the studio. */
async function firstMachine(user = 'mia'): Promise<Bench> {
  const here = await bench();
  await drawAll(here.art, colours);
  await draw(here.art, 'empty.png', [grey, grey]);
  const { library, engine } = await openIndexed(here);
  await engine.joinStudio({ url: studio.url(user) });
  await library[Symbol.asyncDispose]();
  return here;
}

/** A machine that joins with an empty library, and then gets the same pictures. */
async function secondMachine(url: string, options: FakeOptions = {}, decide?: (engine: EngineApi) => Promise<unknown>) {
  const here = await bench();
  await drawAll(here.art, colours);
  await draw(here.art, 'empty.png', [grey, grey]);
  const models = fakeModels(options);
  const library = here.open({ models });
  await library.engine.joinStudio({ url });
  await decide?.(library.engine);
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const seen = await contents(library.engine);
  return { here, models, library, seen };
}

test('a second machine looks at no picture that the first has looked at, and ends with the same faces and groups', async () => {
  await using first = await firstMachine();
  await using opened = first.open();
  const expected = await contents(opened.engine);
  const { here, models, library, seen } = await secondMachine(studio.url('ken'));
  expect(models.looked).toBe(0);
  expect(seen).toEqual(expected);
  expect(seen.faces).toHaveLength(colours.length);
  const [face] = await library.engine.listFaces((await library.engine.listCharacters())[0]!.id, page);
  // Its picture is read when the face is first shown.
  expect(await library.engine.preview({ kind: 'face', id: face!.id })).toMatch(/\.webp$/);
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
  const holders = await studio.sql<{ member: string; n: string }>(
    'SELECT member, count(*) AS n FROM dramatis.holder GROUP BY member ORDER BY member',
  );
  // Ken's machine says so with its next exchange.
  expect(holders).toEqual([{ member: 'mia', n: '6' }]);
});

test('a machine with other models looks itself, and both are told of', async () => {
  await using _first = await firstMachine();
  const { here, models, library } = await secondMachine(studio.url('ken'), { version: 'fake-2' });
  expect(models.looked).toBe(6);
  await library.engine.syncStudio();
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
  const versions = await studio.sql(
    'SELECT version, count(*)::int AS n FROM dramatis.picture GROUP BY version ORDER BY 1',
  );
  expect(versions).toEqual([
    { version: 'fake-1+fake-1', n: 6 },
    { version: 'fake-2+fake-2', n: 6 },
  ]);
});

test.each([
  ['a vector of another length', `UPDATE dramatis.seen_face SET vector = '\\x0000'`],
  ['a vector of no length', `UPDATE dramatis.seen_face SET vector = '\\x000000000000'`],
  ['a box outside its picture', 'UPDATE dramatis.seen_face SET x = 1e6'],
  ['a likeness that is none', `UPDATE dramatis.picture SET likeness = ''`],
])('what a colleague sent is not trusted: %s', async (_, sql) => {
  await using _first = await firstMachine();
  await studio.sql(sql);
  const { here, models, library, seen } = await secondMachine(studio.url('ken'));
  expect(models.looked).toBeGreaterThanOrEqual(colours.length);
  expect(seen.groups).toEqual([3, 2]);
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

test('where the server is away the machine looks itself', async () => {
  await using _first = await firstMachine();
  await using line = await openLine(studio.cluster.port);
  const { here, models, library, seen } = await secondMachine(
    `postgresql://ken@127.0.0.1:${line.port}/looks`,
    {},
    async () => void line.breakAfter(0),
  );
  expect([models.looked, seen.groups]).toEqual([6, [3, 2]]);
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

test('a reader says what it has, and tells nothing that it saw', async () => {
  await using _here = await firstMachine('ron');
  expect(await studio.sql('SELECT * FROM dramatis.picture')).toEqual([]);
  expect(await studio.sql('SELECT DISTINCT member FROM dramatis.holder')).toEqual([{ member: 'ron' }]);
});

test('a box that an artist has moved is told of as the models saw it', async () => {
  await using first = await firstMachine();
  await using opened = first.open();
  const { engine } = opened;
  const [group] = await engine.listCharacters();
  const [face] = await engine.listFaces(group!.id, page);
  const before = face!.box;
  await engine.adjustFace(face!.id, [2, 2, 20, 20]);
  await studio.sql('TRUNCATE dramatis.picture CASCADE');
  await studio.sql('UPDATE dramatis.studio SET epoch = gen_random_uuid()');
  await engine.syncStudio();
  const boxes = await studio.sql<{ box: number[] }>('SELECT ARRAY[x, y, width, height] AS box FROM dramatis.seen_face');
  expect(boxes).toHaveLength(colours.length);
  for (const { box } of boxes) expect(box).toEqual([...before]);
});
