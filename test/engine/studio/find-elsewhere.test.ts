import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../electron/cli/program.ts';
import { blue, draw, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { openLine } from '../../support/studio/line.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;
let printed = '';

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('elsewhere');
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

async function json(...typed: string[]): Promise<unknown> {
  printed = '';
  expect(await runCommand([...typed, '--json'])).toBe(0);
  return JSON.parse(printed);
}

/** Mia has two red pictures below `art/ch1`, and a blue one elsewhere; she has told the studio. */
async function miasMachine(): Promise<Bench> {
  const here = await bench();
  for (const k of [1, 2]) await draw(here.art, `ch1/red ${k}.png`, [shade(red, k)], k);
  await draw(join(here.art, '..', 'private'), 'blue.png', [blue], 3);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.addFolder(join(here.art, '..', 'private'));
  await library.engine.whenIdle();
  await library.engine.joinStudio({ url: studio.url('mia') });
  return here;
}

/** Ken has one of Mia's red pictures, and one that she has not. */
async function kensMachine(url = studio.url('ken')) {
  const here = await bench();
  await draw(here.art, 'mine.png', [shade(red, 1)], 1);
  const own = await draw(here.art, 'own.png', [shade(red, 5)], 5);
  const library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  await library.engine.joinStudio({ url });
  const { id } = await library.engine.openSample({ path: own });
  const find = (limit = 10) => library.engine.findInStudio([{ sample: id, face: 0 }], { limit, min: -1 });
  return { here, library, own, find };
}

test('faces of pictures that only colleagues have are found, best first, with who has them', async () => {
  await using _mia = await miasMachine();
  const { here, library, find } = await kensMachine();
  const { matches, by, isOld } = await find();
  expect({ by, isOld }).toEqual({ by: 'copy', isOld: false });
  expect(matches).toMatchObject([
    { band: 'same', members: ['mia'], places: [], box: [0, 0, 32, 32], pictureSize: { width: 32, height: 32 } },
    { band: 'different', members: ['mia'] },
  ]);
  expect(matches[0]!.similarity).toBeGreaterThan(0.999);
  expect((await find(1)).matches).toHaveLength(1);
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

test('where the server is away, what was copied last is looked through, and that is said', async () => {
  await using _mia = await miasMachine();
  await using line = await openLine(studio.cluster.port);
  const { here, library, find } = await kensMachine(`postgresql://ken@127.0.0.1:${line.port}/elsewhere`);
  void line.breakAfter(0);
  await expect(find()).rejects.toMatchObject({ code: 'studio-unreachable' });
  line.mend();
  const before = await find();
  void line.breakAfter(0);
  const { matches, by, isOld } = await find();
  expect({ by, isOld }).toEqual({ by: 'copy', isOld: true });
  expect(matches).toEqual(before.matches.map((match) => ({ ...match, members: [], places: [] })));
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

test('only paths below a shared folder travel, relative, and are opened below the folder of that name', async () => {
  await using mia = await miasMachine();
  const shared = ['studio', 'share', mia.art, '--as', 'art', '--library', mia.library];
  expect(await json(...shared)).toEqual([{ name: 'art', folder: mia.art, members: ['mia'], files: 2 }]);
  const told = await studio.sql<{ path: string }>('SELECT path FROM dramatis.place ORDER BY path');
  expect(told).toEqual([{ path: 'ch1/red 1.png' }, { path: 'ch1/red 2.png' }]);
  const all = await studio.sql<{ row: string }>(
    `SELECT p::text AS row FROM dramatis.place p UNION ALL SELECT e::text FROM dramatis.event e UNION ALL SELECT f::text FROM dramatis.picture f`,
  );
  for (const { row } of all) expect(row).not.toMatch(/private|dramatis-|blue\.png/);

  const { here, library, find } = await kensMachine();
  const place = { root: 'art', path: 'ch1/red 2.png' };
  expect((await find(1)).matches[0]?.places).toEqual([{ ...place, here: false }]);
  await expect(library.engine.studioFile('art', place.path)).rejects.toMatchObject({ code: 'picture-gone' });
  // Ken's computer has the same folder elsewhere.
  const drive = join(here.art, '..', 'drive');
  await mkdir(drive);
  await library.engine.shareFolder(drive, 'art');
  expect((await find(1)).matches[0]?.places).toEqual([{ ...place, here: true }]);
  await expect(library.engine.studioFile('art', place.path)).rejects.toMatchObject({ code: 'picture-gone' });
  const copied = await draw(drive, place.path, [shade(red, 2)], 2);
  expect(await library.engine.studioFile('art', place.path)).toBe(copied);
  for (const path of ['../own.png', 'ch1/../../own.png', '/etc/passwd', 'ch1/run.exe', 'ch1//red 2.png'])
    await expect(library.engine.studioFile('art', path), path).rejects.toMatchObject({ code: 'picture-gone' });
  await library[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

test('a file that is renamed or removed below a shared folder is told of, and a folder that is not shared any more is forgotten', async () => {
  await using mia = await miasMachine();
  await json('studio', 'share', mia.art, '--as', 'art', '--library', mia.library);
  await using library = mia.open();
  await draw(mia.art, 'new.png', [shade(red, 9)], 9);
  const [folder] = await library.engine.listFolders();
  await library.engine.removeFolder(folder!.id);
  await library.engine.addFolder(mia.art);
  await library.engine.whenIdle();
  await library.engine.syncStudio();
  const paths = async () =>
    (await studio.sql<{ path: string }>('SELECT path FROM dramatis.place ORDER BY path')).map(({ path }) => path);
  expect(await paths()).toEqual(['ch1/red 1.png', 'ch1/red 2.png', 'new.png']);
  await library.engine.removeFolder((await library.engine.listFolders()).find(({ path }) => path === mia.art)!.id);
  await library.engine.syncStudio();
  expect(await paths()).toEqual([]);
  await library[Symbol.asyncDispose]();
  expect(await json('studio', 'unshare', 'art', '--library', mia.library)).toEqual([]);
});
