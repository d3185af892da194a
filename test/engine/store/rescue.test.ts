import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clientOf } from '../../../electron/contract/channel/rpc.ts';
import type { ServedApi } from '../../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../../electron/contract/api/library-api.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { EngineOrReason } from '../../../electron/engine/engine-or-reason.ts';
import { draw, red } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

// What is wrong with a library goes to the log, too.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const garbage = 'This is no library. '.repeat(400);
const events = { progress: () => undefined, changed: () => undefined };

/** What the engine's process answers on a library. */
function served(library: string, create = () => openOn(library)) {
  const told: Topic[] = [];
  const slot = new EngineOrReason({ library, create, onChanged: (topics) => told.push(...topics) });
  return {
    told,
    slot,
    api: clientOf<ServedApi>((method, args) => slot.call(method, args)),
    [Symbol.asyncDispose]: () => slot[Symbol.asyncDispose](),
  };
}

function openOn(library: string): Engine {
  return createEngine({ library, models: Promise.resolve(fakeModels()), events, watch: false });
}

/** A library with one picture, a backup of it, and rubbish in its place. */
async function broken(here: Bench): Promise<string> {
  await draw(here.art, 'a.png', [red]);
  const { library, engine } = await openIndexed(here);
  const { path: backup } = await engine.backUp();
  await library[Symbol.asyncDispose]();
  await writeFile(join(here.library, 'library.db'), garbage);
  return backup;
}

const moved = async ({ library }: Bench) => (await readdir(library)).filter((name) => name.startsWith('replaced-'));

test('a broken library says why at once, whatever it is asked, and names its backups', async () => {
  await using here = await bench();
  const backup = await broken(here);
  await using running = served(here.library);
  await expect(running.api.status()).rejects.toMatchObject({ code: 'library-unreadable' });
  const found = await running.api.brokenLibrary();
  expect(found).toMatchObject({ path: here.library, problem: { code: 'library-unreadable' } });
  expect(found?.problem.subject).toContain('file is not a database');
  expect(found?.backups.map(({ path }) => path)).toEqual([backup]);
  expect(readFileSync(join(here.library, 'library.db'), 'utf8')).toBe(garbage);
});

test('a restored backup is open at once, and what was there is kept byte for byte', async () => {
  await using here = await bench();
  const backup = await broken(here);
  await using running = served(here.library);
  const kept = await running.api.restoreBackup(backup);
  expect(await running.api.brokenLibrary()).toBeNull();
  expect(await running.api.status()).toMatchObject({ pictures: 1, faces: 1 });
  expect(running.told).toContain('library');
  expect(readFileSync(kept ?? '', 'utf8')).toBe(garbage);
  expect(readFileSync(backup).byteLength).toBeGreaterThan(0);
});

test('a new library is empty, and the broken one is kept under another name', async () => {
  await using here = await bench();
  await broken(here);
  await using running = served(here.library);
  const kept = await running.api.startNewLibrary();
  expect(await running.api.status()).toMatchObject({ pictures: 0, folders: 0 });
  expect(await moved(here)).toEqual([basename(kept ?? '')]);
  expect(readFileSync(kept ?? '', 'utf8')).toBe(garbage);
});

test('a backup that is damaged too changes nothing, and the next way out works', async () => {
  await using here = await bench();
  const backup = await broken(here);
  await writeFile(backup, garbage);
  await using running = served(here.library);
  await expect(running.api.restoreBackup(backup)).rejects.toMatchObject({ code: 'backup-damaged' });
  expect([await moved(here), readFileSync(join(here.library, 'library.db'), 'utf8')]).toEqual([[], garbage]);
  expect(await running.api.brokenLibrary()).not.toBeNull();
  await running.api.startNewLibrary();
  expect(await running.api.brokenLibrary()).toBeNull();
});

test('only a backup of the library is restored, and only while the library is not open', async () => {
  await using here = await bench();
  const backup = await broken(here);
  const other = join(here.art, 'other.db');
  await writeFile(other, readFileSync(backup));
  await using running = served(here.library);
  await expect(running.api.restoreBackup(other)).rejects.toMatchObject({ code: 'bad-arguments' });
  await running.api.restoreBackup(backup);
  await expect(running.api.restoreBackup(backup)).rejects.toMatchObject({ code: 'bad-arguments' });
  await expect(running.api.startNewLibrary()).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(await moved(here)).toHaveLength(1);
});

test('a library that is open elsewhere opens here when that ends', async () => {
  await using here = await bench();
  const elsewhere = here.open();
  await using running = served(here.library);
  expect((await running.api.brokenLibrary())?.problem.code).toBe('library-in-use');
  await expect(running.api.startNewLibrary()).rejects.toMatchObject({ code: 'library-in-use' });
  expect((await running.api.reopenLibrary())?.problem.code).toBe('library-in-use');
  await elsewhere[Symbol.asyncDispose]();
  expect(await running.api.reopenLibrary()).toBeNull();
  expect(await running.api.status()).toMatchObject({ library: here.library });
});

test('a library whose file turns out to be damaged while it is open is told of, and can be restored', async () => {
  await using here = await bench();
  const backup = await broken(here);
  const damage = new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');
  const closed = vi.fn();
  const damaged = {
    listCharacters: () => Promise.reject(damage),
    status: () => Promise.resolve({ library: here.library }),
    [Symbol.asyncDispose]: () => Promise.resolve(closed()),
  } as unknown as Engine;
  const engines = [() => damaged, () => openOn(here.library)];
  await using running = served(here.library, () => engines.shift()?.() ?? damaged);
  expect(await running.api.brokenLibrary()).toBeNull();
  await expect(running.api.listCharacters()).rejects.toMatchObject({ code: 'library-unreadable' });
  expect(running.told).toEqual(['library']);
  expect((await running.api.brokenLibrary())?.problem.subject).toContain('malformed');
  await running.api.restoreBackup(backup);
  expect(closed).toHaveBeenCalledOnce();
  expect(await running.api.status()).toMatchObject({ pictures: 1 });
});

test('a name that is taken is not used for what is kept', async () => {
  await using here = await bench();
  await broken(here);
  const now = new Date(Date.UTC(2026, 10, 30, 5));
  vi.useFakeTimers({ toFake: ['Date'], now });
  try {
    await writeFile(join(here.library, 'replaced-2026-11-30T05-00-00-000.db'), 'kept before');
    await using running = served(here.library);
    expect(basename((await running.api.startNewLibrary()) ?? '')).toBe('replaced-2026-11-30T05-00-00-001.db');
    expect(readFileSync(join(here.library, 'replaced-2026-11-30T05-00-00-000.db'), 'utf8')).toBe('kept before');
  } finally {
    vi.useRealTimers();
  }
});

test('a folder in which no library can be made says so, and can be tried again', async () => {
  await using here = await bench();
  await writeFile(here.library, 'a file where the folder should be');
  await using running = served(here.library);
  expect(await running.api.brokenLibrary()).toMatchObject({ problem: { code: 'library-unreadable' }, backups: [] });
  await expect(running.api.startNewLibrary()).rejects.toMatchObject({ code: 'library-unreadable' });
  await rm(here.library);
  await mkdir(here.library);
  expect(await running.api.reopenLibrary()).toBeNull();
});
