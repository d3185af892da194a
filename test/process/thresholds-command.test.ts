import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Accuracy } from '../../electron/contract/api/review-api.ts';
import { dramatis } from '../support/command.ts';
import { bench, makeLibrary } from '../support/library.ts';
import { writeTinyModels } from '../model/tiny-onnx.ts';

test('thresholds are told in words and as JSON, and the wish for the model’s own holds for the next command', async () => {
  await using here = await bench();
  const models = join(here.art, '../models');
  await mkdir(models);
  await writeTinyModels(models);
  await makeLibrary(here);
  const run = (...args: string[]) => dramatis('thresholds', ...args, '--library', here.library, '--models', models);
  const asJson = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout) as Accuracy;

  const { thresholds } = await asJson();
  expect(thresholds).toMatchObject({ answers: 0, adapt: true, inUse: thresholds?.original });
  expect((await asJson('model')).thresholds).toMatchObject({ adapt: false });
  const told = await run();
  expect(told.code).toBe(0);
  expect(told.stdout).toMatch(
    /^same from \.?\d\.\d{3} \(model: .*\)\nmaybe from .*\nthe model’s own; 0 answers are not used\n$/,
  );
  expect((await asJson('adapted')).thresholds).toMatchObject({ adapt: true });
  expect(await run('strict')).toMatchObject({ code: 2, stdout: '' });
});
