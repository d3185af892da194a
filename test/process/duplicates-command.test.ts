import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatis } from '../support/command.ts';
import { draw, grey, red } from '../support/drawn.ts';
import { bench } from '../support/library.ts';

test('duplicates lists what belongs together, the cover first', async () => {
  await using here = await bench();
  const first = await draw(here.art, 'a.png', [red, grey, grey, red]);
  const copy = join(here.art, 'b.png');
  await copyFile(first, copy);
  {
    await using library = here.open();
    await library.engine.addFolder(here.art);
    await library.engine.whenIdle();
  }
  const run = (...args: string[]) => dramatis('duplicates', ...args, '--library', here.library);
  expect(await run()).toMatchObject({ code: 0, stdout: `${first} (128 × 32)\n  ${copy} (same bytes)\n`, stderr: '' });
  const { stacks } = JSON.parse((await run('--json')).stdout) as { stacks: { pictures: { paths: string[] }[] }[] };
  expect(stacks.map(({ pictures }) => pictures.map(({ paths }) => paths))).toEqual([[[first, copy]]]);
});
