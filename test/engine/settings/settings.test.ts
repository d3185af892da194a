import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { executionProviders } from '../../../electron/contract/providers.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { ModelSource } from '../../../electron/engine/settings/model-source.ts';
import { readSettings } from '../../../electron/engine/settings/settings-file.ts';
import { backUpTo, damageOf, listBackups } from '../../../electron/engine/store/backups/backups.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { restoreLibrary } from '../../../electron/engine/store/backups/restore.ts';
import { writeTinyModels } from '../../model/tiny-onnx.ts';
import { draw, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';

const events = { progress: () => undefined, changed: () => undefined };

/** An engine with real, tiny networks in folders of the bench. */
async function withTinyModels(here: Bench) {
  const own = join(here.art, '../own-models');
  await mkdir(own);
  await writeTinyModels(own);
  const source = new ModelSource(own);
  const open = (backUpAtEnd = false) => {
    const models = source.start(readSettings(here.library));
    return createEngine({ library: here.library, models, source, events, watch: false, backUpAtEnd });
  };
  return { own, open };
}

async function drawSome(here: Bench, count: number, first = 0): Promise<void> {
  for (let k = first; k < first + count; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
}

test('another number of threads takes effect while pictures are indexed, and none of them is lost', async () => {
  await using here = await bench();
  await drawSome(here, 40);
  const { open } = await withTinyModels(here);
  await using engine = open();
  await engine.addFolder(here.art);
  await engine.changeSettings({ threads: 1, processor: 'cpu' });
  await engine.whenIdle();
  const { processor, pictures, skipped } = await engine.status();
  expect({ processor, pictures, skipped }).toEqual({
    processor: { provider: 'cpu', threads: 1, refused: [] },
    pictures: 40,
    skipped: 0,
  });
});

test('other models look at every picture again, in the same run, and are used at the next start', async () => {
  await using here = await bench();
  await drawSome(here, 3);
  const { open } = await withTinyModels(here);
  const other = join(here.art, '../other-models');
  await mkdir(other);
  await writeTinyModels(other, undefined, undefined, (m) => ({ ...m, embedder: { ...m.embedder, version: 'mine' } }));
  {
    await using engine = open();
    await engine.addFolder(here.art);
    await engine.whenIdle();
    const report = await engine.changeSettings({ models: other });
    expect(report.models).toMatchObject({ folder: other, problem: null, networks: [{}, { version: 'mine' }] });
    await engine.whenIdle();
    expect((await engine.status()).pictures).toBe(3);
  }
  expect(ask(join(here.library, 'library.db'), 'SELECT DISTINCT indexed_by FROM picture')).toEqual(['detector-0+mine']);
  await using engine = open();
  await engine.whenIdle();
  expect((await engine.settings()).models.folder).toBe(other);
});

test('a folder without usable models is refused before anything changes', async () => {
  await using here = await bench();
  const { own, open } = await withTinyModels(here);
  await using engine = open();
  await engine.whenIdle();
  await expect(engine.changeSettings({ models: here.art })).rejects.toMatchObject({ code: 'model-invalid' });
  const { settings, models } = await engine.settings();
  expect([settings.models, models.folder]).toEqual([null, own]);
});

test('chosen models that are gone at the next start give way to the app’s own, and that is told', async () => {
  await using here = await bench();
  const { own, open } = await withTinyModels(here);
  const other = join(here.art, '../other-models');
  await mkdir(other);
  await writeTinyModels(other);
  {
    await using engine = open();
    await engine.changeSettings({ models: other });
  }
  await rm(other, { recursive: true });
  await using engine = open();
  await engine.whenIdle();
  const { settings, models, modelsProblem } = await engine.settings();
  expect([settings.models, models.folder]).toEqual([other, own]);
  expect(modelsProblem).toMatch(/models\.json cannot be read/);
});

test('a processor that is not there is explained, and the CPU goes on', async () => {
  await using here = await bench();
  const { open } = await withTinyModels(here);
  await using engine = open();
  const absent = process.platform === 'win32' ? 'coreml' : 'dml';
  await engine.changeSettings({ processor: absent });
  const { processor } = await engine.status();
  expect(processor?.provider).toBe('cpu');
  expect(processor?.refused).toEqual([{ provider: absent, reason: 'other-system', detail: '' }]);
  const providers = await engine.providers();
  expect(providers.map(({ provider }) => provider)).toEqual(executionProviders);
  expect(providers.at(-1)).toMatchObject({ provider: 'cpu', refused: null });
});

test('a library that has changed is copied when it is closed, and one that has not is not copied again', async () => {
  await using here = await bench();
  await drawSome(here, 2);
  const { open } = await withTinyModels(here);
  const copies = join(here.library, 'backups');
  const session = async (work: (engine: ReturnType<typeof open>) => Promise<unknown>) => {
    await using engine = open(true);
    await work(engine);
    await engine.whenIdle();
  };
  await session((engine) => engine.addFolder(here.art));
  expect(listBackups(copies)).toHaveLength(1);
  await session(async () => undefined);
  expect(listBackups(copies)).toHaveLength(1);
  await drawSome(here, 1, 2);
  await session((engine) => engine.addFolder(here.art));
  const [newest, oldest] = listBackups(copies);
  expect(picturesIn(newest?.path)).toBe(3);
  expect(picturesIn(oldest?.path)).toBe(2);
});

test('no copy is made where the artist wants none', async () => {
  await using here = await bench();
  const { open } = await withTinyModels(here);
  {
    await using engine = open(true);
    await engine.changeSettings({ backups: 0 });
  }
  expect(existsSync(join(here.library, 'backups'))).toBe(false);
});

test('only the newest copies are kept, and one that is not sound does not count', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const copies = join(here.art, 'copies');
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, seconds));
  const sound = async () => undefined;
  for (const second of [1, 2, 3]) await backUpTo(database.db, copies, { keep: 2, verify: sound, now: at(second) });
  const kept = await readdir(copies);
  expect(kept).toEqual(['library-2026-11-25T12-00-02-000.db', 'library-2026-11-25T12-00-03-000.db']);
  const damaged = () => Promise.reject(new Error('damaged'));
  await expect(backUpTo(database.db, copies, { keep: 2, verify: damaged, now: at(4) })).rejects.toThrow('damaged');
  expect(await readdir(copies)).toEqual(kept);
});

test('a restored copy is the library again, and what was there is kept', async () => {
  await using here = await bench();
  await drawSome(here, 2);
  const { open } = await withTinyModels(here);
  let copy = '';
  {
    await using engine = open();
    await engine.addFolder(here.art);
    await engine.whenIdle();
    copy = (await engine.backUp()).path;
    expect(() => restoreLibrary(here.library, copy)).toThrow(expect.objectContaining({ code: 'library-in-use' }));
    await drawSome(here, 1, 2);
  }
  {
    await using engine = open();
    await engine.addFolder(here.art);
    await engine.whenIdle();
  }
  const kept = restoreLibrary(here.library, copy);
  expect([picturesIn(join(here.library, 'library.db')), picturesIn(kept ?? '')]).toEqual([2, 3]);
});

test('what is no sound library is not restored', async () => {
  await using here = await bench();
  openDatabase(here.library)[Symbol.dispose]();
  const before = readFileSync(join(here.library, 'library.db'));
  const noLibrary = join(here.art, 'x.db');
  await writeFile(noLibrary, 'no database at all, and longer than a header would have to be for SQLite to say so');
  expect(() => restoreLibrary(here.library, noLibrary)).toThrow(expect.objectContaining({ code: 'backup-failed' }));
  expect(readFileSync(join(here.library, 'library.db'))).toEqual(before);
});

function picturesIn(path = ''): unknown {
  expect(damageOf(path)).toEqual([]);
  return ask(path, 'SELECT count(*) FROM picture')[0];
}

function ask(path: string, sql: string): unknown[] {
  const db = new Database(path, { readonly: true });
  const answers = db.prepare(sql).pluck().all();
  db.close();
  return answers;
}
