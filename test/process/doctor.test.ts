import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../electron/contract/api/settings-api.ts';
import { writeTinyModels } from '../model/tiny-onnx.ts';
import { dramatis } from '../support/command.ts';
import { draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

async function indexed(here: Bench): Promise<(...args: string[]) => Promise<{ code: number; said: Diagnosis }>> {
  const models = join(here.art, '../models');
  await mkdir(models);
  await writeTinyModels(models);
  for (let k = 0; k < 200; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k % 100);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  return async (...args) => {
    const at = ['--library', here.library, '--models', models, '--json'];
    const { code, stdout } = await dramatis('doctor', ...at, ...args);
    return { code, said: JSON.parse(stdout) as Diagnosis };
  };
}

test('doctor names versions, processors, models and the state of the library, even while that is open', async () => {
  await using here = await bench();
  const doctor = await indexed(here);
  await writeFile(join(here.library, 'previews/face/stray.webp'), 'of no picture');
  await using library = here.open();
  await library.engine.whenIdle();
  const { code, said } = await doctor();
  expect(code).toBe(0);
  expect(said.problems).toEqual([]);
  expect(said.versions.sqlite).toMatch(/^3\.\d+/);
  expect(said.providers.find(({ provider }) => provider === 'cpu')).toEqual({ provider: 'cpu', refused: null });
  expect(said.models.networks.map(({ intact }) => intact)).toEqual([true, true]);
  expect(said.library).toMatchObject({ pictures: 200, damage: [], brokenLinks: 0, missingFiles: 0 });
  expect(said.library?.previews.orphans).toBe(1);
  expect(said.library?.freeBytes).toBeGreaterThan(0);
});

test('doctor finds a damaged library, and ends with 1', async () => {
  await using here = await bench();
  const doctor = await indexed(here);
  await using file = await open(join(here.library, 'library.db'), 'r+');
  const { size } = await file.stat();
  for (let page = 20; page * 4_096 < size; page += 1)
    await file.write(Buffer.alloc(2_000, 0xee), 0, 2_000, page * 4_096);
  const { code, said } = await doctor();
  expect(code).toBe(1);
  expect(said.problems[0]).toMatch(/library is damaged/);
});

test('settings are shown, changed and refused by the command', async () => {
  await using here = await bench();
  const at = ['--library', here.library];
  expect((await dramatis('settings', 'processor=cpu', 'threads=3', 'exclude=drafts/, *_old.png', ...at)).code).toBe(0);
  const { stdout } = await dramatis('settings', ...at);
  expect(stdout).toContain('processor=cpu\nthreads=3\n');
  expect(stdout).toContain('exclude=drafts/,*_old.png\n');
  const wrong = await dramatis('settings', 'processor=abacus', ...at);
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  expect((await dramatis('settings', `models=${here.art}`, ...at)).stderr).toMatch(/models cannot be used/);
});
