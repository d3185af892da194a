import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHashed } from '../../../electron/engine/pipeline/hashed-file.ts';
import { stampOnDisk } from '../../../electron/engine/pipeline/folders/scan.ts';
import type { FoundFile } from '../../../electron/engine/store/files.ts';

let folder: string;
let path: string;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-hashed-'));
  path = join(folder, 'a.png');
  await writeFile(path, 'some bytes');
});

afterEach(() => rm(folder, { recursive: true }));

async function listed(): Promise<FoundFile> {
  const stamp = await stampOnDisk(path);
  if (!stamp) throw new Error('it is not there');
  return stamp;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

test('a file is read once: its bytes, their hash and its stamp', async () => {
  const stamp = await listed();
  using read = await readHashed(stamp, signal);
  expect(read?.stamp).toEqual(stamp);
  expect(read?.source).toEqual({ bytes: Buffer.from('some bytes'), name: path });
  expect(read?.hash.toString('hex')).toBe(sha256('some bytes'));
});

test('one that is too large to be held is hashed all the same', async () => {
  const bytes = 64 * 1024 * 1024 + 1;
  await truncate(path, 0);
  await truncate(path, bytes);
  using read = await readHashed(await listed(), signal);
  expect(read?.source).toBe(path);
  expect(read?.hash.toString('hex')).toBe(sha256(new Uint8Array(bytes)));
});

test('one for a reader is not held: a copy of all of it would be sent to the reader', async () => {
  path = join(folder, 'a.CLIP');
  const bytes = new Uint8Array(5 * 1024 * 1024 + 1).fill(7);
  await writeFile(path, bytes);
  using read = await readHashed(await listed(), signal);
  expect(read?.source).toBe(path);
  expect(read?.hash.toString('hex')).toBe(sha256(bytes));
});

test('one that grows while it is hashed ends where it was listed', async () => {
  path = join(folder, 'a.psd');
  const size = 6 * 1024 * 1024;
  await writeFile(path, new Uint8Array(size));
  const stamp = await listed();
  await appendFile(path, 'more');
  using read = await readHashed(stamp, signal);
  expect(read?.hash.toString('hex')).toBe(sha256(new Uint8Array(size)));
  expect(read?.stamp.size).toBe(size + 4);
});

test('one that was written since it was listed shows it in its stamp', async () => {
  const stamp = await listed();
  await appendFile(path, ' and more');
  using longer = await readHashed(stamp, signal);
  expect(longer?.stamp.size).toBe(19);
  await truncate(path, 4);
  using shorter = await readHashed(stamp, signal);
  expect(shorter?.stamp.size).toBe(4);
  expect(shorter?.hash.toString('hex')).toBe(sha256('some'));
});

test('one that is gone, or a folder now, is none', async () => {
  const stamp = await listed();
  await rm(path);
  expect(await readHashed(stamp, signal)).toBeNull();
  await mkdir(path);
  expect(await readHashed(stamp, signal)).toBeNull();
});

test('nothing is read any more once the engine closes', async () => {
  const closed = AbortSignal.abort(new Error('closed'));
  await expect(readHashed(await listed(), closed)).rejects.toThrow('closed');
});
