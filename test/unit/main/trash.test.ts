import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { MayTrash } from '../../../electron/contract/api/duplicates-api.ts';
import { Trash } from '../../../electron/main/window/trash.ts';

afterEach(() => vi.unstubAllEnvs());

/** A trash of our own, as Linux has it, and files to move there. */
async function place(...names: readonly string[]) {
  const root = await mkdtemp(join(tmpdir(), 'dramatis-moves-'));
  vi.stubEnv('XDG_DATA_HOME', join(root, 'data'));
  const trash = join(root, 'data', 'Trash');
  for (const folder of ['files', 'info']) await mkdir(join(trash, folder), { recursive: true });
  const at = (name: string) => join(root, 'art', name);
  await mkdir(at('.'));
  for (const name of names) await writeFile(at(name), name);
  const trashItem = async (path: string) => {
    if (path.includes('refused')) throw new Error('no trash on this disk');
    const info = `[Trash Info]\nPath=${encodeURI(path)}\nDeletionDate=2026-11-01T10:00:00\n`;
    await writeFile(join(trash, 'info', `${basename(path)}.trashinfo`), info);
    await rename(path, join(trash, 'files', basename(path)));
  };
  const open = (stays: MayTrash['stays'] = []) =>
    new Trash({
      engine: { mayTrash: async () => ({ paths: names.map(at), stays }) },
      folder: join(root, 'settings'),
      trashItem,
    });
  return { at, trash, open };
}

test.skipIf(process.platform !== 'linux')(
  'what may not go, and what the system refuses, stays and is told of',
  async () => {
    const { at, open } = await place('a.png', 'refused.png');
    const changed = { path: at('c.png'), why: 'changed' } as const;
    expect(await open([changed]).move([])).toEqual({
      files: 1,
      stays: [changed, { path: at('refused.png'), why: 'refused' }],
      canRestore: true,
    });
    expect([existsSync(at('a.png')), existsSync(at('refused.png'))]).toEqual([false, true]);
    // Also by the next start of the app.
    expect(open().restore()).toEqual({ files: 1, beside: [], failed: 0 });
    expect(await readFile(at('a.png'), 'utf8')).toBe('a.png');
  },
);

test.skipIf(process.platform !== 'linux')(
  'what has the old place now stays there, and what the trash has not is not promised',
  async () => {
    const { at, trash, open } = await place('a.png', 'b.png');
    await open().move([]);
    await writeFile(at('a.png'), 'mine');
    await rm(join(trash, 'files', 'b.png'));
    expect(open().restorable()).toBe(1);
    expect(open().restore()).toEqual({ files: 1, beside: [at('a (2).png')], failed: 0 });
    expect(await Promise.all(['a.png', 'a (2).png'].map((name) => readFile(at(name), 'utf8')))).toEqual([
      'mine',
      'a.png',
    ]);
    expect(open().restore()).toEqual({ files: 0, beside: [], failed: 0 });
  },
);

test.skipIf(process.platform !== 'linux')(
  'what cannot come back stays in the trash, and comes once it can',
  async () => {
    const { at, open } = await place('a.png', 'b.png');
    await open().move([]);
    await rm(at('.'), { recursive: true });
    await writeFile(dirname(at('a.png')), 'a file where the folder was');
    expect(open().restore()).toEqual({ files: 0, beside: [], failed: 2 });
    await rm(dirname(at('a.png')));
    expect(open().restore()).toEqual({ files: 2, beside: [], failed: 0 });
    expect(await readFile(at('b.png'), 'utf8')).toBe('b.png');
  },
);
