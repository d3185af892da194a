import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { PreviewCache } from '../../../electron/engine/previews/preview-cache.ts';
import { writePreviewFile } from '../../../electron/engine/previews/preview-file.ts';

let folder: string;
let cache: PreviewCache;
let made: number;

const create = { width: 4, height: 4, channels: 3, background: 'red' } as const;

async function make(path: string): Promise<number> {
  made += 1;
  const bytes = await sharp({ create }).webp().toBuffer();
  await writePreviewFile(path, bytes);
  return bytes.length;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-previews-'));
  cache = new PreviewCache(folder, 1e9);
  made = 0;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a preview is made once, and nothing is left beside it', async () => {
  const [first, second] = await Promise.all([cache.get('face', 'a', make), cache.get('face', 'a', make)]);
  expect(second).toBe(first);
  expect(await cache.get('face', 'a', make)).toBe(first);
  expect(made).toBe(1);
  expect((await sharp(await readFile(first)).metadata()).format).toBe('webp');
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a preview that was damaged is made again', async () => {
  const path = await cache.get('face', 'a', make);
  await writeFile(path, (await readFile(path)).subarray(0, 20));
  await cache.get('face', 'a', make);
  expect(made).toBe(2);
});

test('the cache may be deleted while it is in use', async () => {
  await cache.put('face', 'a', make);
  await rm(folder, { recursive: true });
  const path = await cache.put('face', 'a', make);
  expect((await readFile(path)).subarray(0, 4).toString()).toBe('RIFF');
});

test('what cannot be made is not tried twice, and another time it may be', async () => {
  await cache.put('face', 'a', make);
  let tries = 0;
  const fail = () => {
    tries += 1;
    return Promise.reject(new Error('disk full'));
  };
  await expect(cache.put('face', 'a', fail)).rejects.toThrow('disk full');
  expect(tries).toBe(1);
  await expect(cache.get('face', 'b', fail)).rejects.toThrow('disk full');
  await cache.get('face', 'b', make);
  expect(made).toBe(2);
});

test('previews that are made at once all count towards the limit', async () => {
  const limited = new PreviewCache(folder, 10_000);
  await limited.put('face', 'first', make);
  await limited.whenSwept();
  const old = join(folder, 'face', 'old.webp');
  await writeFile(old, Buffer.alloc(20_000));
  await utimes(old, new Date('2020-01-01'), new Date('2020-01-01'));
  // A twentieth of the limit has to be written before the cache is measured again: more than any of these alone.
  await Promise.all(Array.from({ length: 30 }, (_, at) => limited.put('face', `${at}`, make)));
  await limited.whenSwept();
  expect(await readdir(join(folder, 'face'))).not.toContain('old.webp');
});
