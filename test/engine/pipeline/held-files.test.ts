import { appendFile, copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { draw, red, shade } from '../../support/drawn.ts';
import { bench } from '../../support/library.ts';

const page = { offset: 0, limit: 100 };

/** How often each file, by its name, is refused before it can be read. */
const refusals = vi.hoisted(() => new Map<string, number>());
/** The files, by their names, that another program goes on writing: each has grown since it was listed whenever it is read. */
const growing = vi.hoisted(() => new Set<string>());

// Nothing on Linux refuses to let a file be read that another program has open, and one that really writes may pause for as long as a read.
vi.mock(import('../../../electron/engine/pipeline/hashed-file.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    readHashed: async (listed, signal) => {
      if (growing.has(basename(listed.path))) await appendFile(listed.path, 'x');
      const left = refusals.get(basename(listed.path)) ?? 0;
      if (left === 0) return real.readHashed(listed, signal);
      refusals.set(basename(listed.path), left - 1);
      throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
    },
  };
});

const { createEngine } = await import('../../../electron/engine/engine.ts');
const { fakeModels } = await import('../../support/fake-models.ts');

function open(library: string) {
  const events = { progress: () => undefined, changed: () => undefined };
  return createEngine({ library, models: Promise.resolve(fakeModels()), events, watch: false });
}

beforeEach(() => {
  refusals.clear();
  growing.clear();
});

test('a file that another program has open for a moment is read in the same run', async () => {
  await using here = await bench();
  for (const k of [0, 1, 2]) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  refusals.set('1.png', 2);
  await using engine = open(here.library);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ pictures: 3, skipped: 0 });
}, 20_000);

test('one that stays open is listed and does not hold up the run, and the next start reads it', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  refusals.set('1.png', 1_000);
  {
    await using engine = open(here.library);
    await engine.addFolder(here.art);
    await engine.whenIdle();
    expect(await engine.listSkipped(page)).toMatchObject([{ reason: 'in-use' }]);
    expect((await engine.status()).pictures).toBe(1);
  }
  refusals.clear();
  await using engine = open(here.library);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ pictures: 2, skipped: 0 });
}, 20_000);

test('a file that grows without end does not keep the run busy, is named, and is read when it is complete', async () => {
  await using here = await bench();
  await draw(here.art, 'done.png', [red]);
  const written = join(here.art, 'growing.png');
  await copyFile(join(here.art, 'done.png'), written);
  growing.add('growing.png');
  await using engine = open(here.library);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toMatchObject([{ path: written, reason: 'being-written' }]);
  expect((await engine.status()).pictures).toBe(1);
  growing.clear();
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toEqual([]);
  expect((await engine.status()).pictures).toBe(2);
}, 20_000);
