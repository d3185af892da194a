import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, type Bench } from '../../support/library.ts';

const silent = { progress: () => undefined, changed: () => undefined };

function open(here: Bench, libraryAnyway: boolean) {
  const library = join(here.library, 'Dropbox', 'cast');
  return createEngine({ library, libraryAnyway, models: Promise.resolve(fakeModels()), events: silent, watch: false });
}

test('a library in a synchronised folder is not made there, unless that is asked for', async () => {
  await using here = await bench();
  expect(() => open(here, false)).toThrow(/cast \(Dropbox\) is in a synchronised folder/);
  expect(existsSync(here.library)).toBe(false);
  await using engine = open(here, true);
  expect((await engine.status()).library).toBe(join(here.library, 'Dropbox', 'cast'));
});
