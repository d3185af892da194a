import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';
import { undoRename } from '../support/rename/undo-rename.ts';

const program = join(import.meta.dirname, '../support/rename/kill-child.ts');
const pictures = 4;

interface Ended {
  readonly killed: boolean;
  readonly stdout: string;
}

/** Windows has no signals: who is killed there ends with 1, as who throws does, but says nothing. */
const wasKilled = (error: ExecFileException | null, stderr: string) =>
  error?.signal === 'SIGKILL' || (process.platform === 'win32' && error?.code === 1 && stderr === '');

function renameAndDie(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ killed: wasKilled(error, stderr), stdout }),
    );
  });
}

/** Bytes by path below the folders. */
async function bytesIn(...folders: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const folder of folders.filter((each) => existsSync(each))) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) found.set(relative(folder, path), await readFile(path, 'base64'));
    }
  }
  return found;
}

async function library(here: Bench): Promise<void> {
  for (let k = 0; k < pictures; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  await writeFile(join(here.art, '0.png.xmp'), 'side');
  await using opened = here.open();
  await opened.engine.addFolder(here.art);
  await opened.engine.whenIdle();
}

/** Kills the renaming process before this call; the next start has all of it at the new names or all at the old ones. */
async function killAt(at: number, to: string): Promise<string | null> {
  await using here = await bench();
  await library(here);
  const before = await bytesIn(here.art);
  const { killed, stdout } = await renameAndDie(here.library, 'new-{stem}', to, String(at));
  if (!killed) return stdout;
  await using opened = here.open();
  const [batch] = await opened.engine.listRenameBatches({ offset: 0, limit: 1 });
  const after = await bytesIn(here.art, ...(to === '' ? [] : [to]));
  const renamed = new Map([...before].map(([name, bytes]) => [`new-${name}`, bytes]));
  expect(after).toEqual(batch?.state === 'applied' ? renamed : before);
  if (batch) expect(opened.engine.recovered.map(({ recovered }) => recovered)).toEqual([batch.recovered]);

  await opened.engine.whenIdle();
  const { pictures: seen, faces } = await opened.engine.status();
  expect([seen, faces]).toEqual([pictures, pictures]);
  if (batch?.state === 'applied') await undoRename(opened.engine, batch.id);
  expect(await bytesIn(here.art)).toEqual(before);
  return null;
}

// Starting as many processes takes a while; which calls are hit is fixed.
const limit = { timeout: 240_000 };

test(
  'killed on the way, a rename in place is completed or taken back by the next start, and can be undone',
  limit,
  async () => {
    const calls = Number(await killAt(0, ''));
    expect(calls).toBeGreaterThan(10);
    for (let at = 1; at <= calls; at += 4) expect(await killAt(at, '')).toBeNull();
  },
);

// Memory is a file system of its own.
const otherDisk = existsSync('/dev/shm') ? '/dev/shm' : null;

test.skipIf(otherDisk === null)(
  'killed on the way to another file system, no picture is lost or there twice',
  limit,
  async () => {
    const calls = Number(await onOtherDisk(0));
    expect(calls).toBeGreaterThan(60);
    for (let at = 17; at <= calls; at += 29) expect(await onOtherDisk(at)).toBeNull();
  },
);

async function onOtherDisk(at: number): Promise<string | null> {
  const to = mkdtempSync(join(otherDisk ?? tmpdir(), 'dramatis-'));
  try {
    return await killAt(at, to);
  } finally {
    await rm(to, { recursive: true });
  }
}
