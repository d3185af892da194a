import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatis } from '../support/command.ts';
import { draw, grey, red, shade } from '../support/drawn.ts';
import { bench } from '../support/library.ts';

test('import reports, and changes nothing before --apply; what is not understood is named with exit 1', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k), grey], k);
  {
    await using library = here.open();
    await library.engine.addFolder(here.art);
    await library.engine.whenIdle();
  }
  const table = join(here.art, '..', 'cast.csv');
  await writeFile(table, 'file,character\n0.png,Mika\n1.png,Mika\n');
  const run = (...args: string[]) => dramatis('import', ...args, '--library', here.library);
  const report = await run(table);
  expect(report).toMatchObject({ code: 0, stdout: 'Mika: 2 faces\n' });
  expect(report.stderr).toContain('Nothing was changed.');
  const left = await run(table, '--leave-out', 'Mika');
  expect(left.stdout).toBe('Mika: on 2 pictures, taken for no character (--take)\n');
  for (const option of ['--take', '--leave-out']) {
    const unknown = await run(table, option, 'Mikka');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('import found no name “Mikka”; without --take and --leave-out it lists');
    expect((await run(table, option, 'ＭＩＫＡ')).code).toBe(0);
  }
  const noFolders = await run(here.art, '--folders');
  expect(noFolders).toMatchObject({ code: 0, stdout: '' });
  expect(noFolders.stderr).toContain('give the folder that holds a folder for each character');
  expect((await dramatis('groups', '--library', here.library)).stdout).not.toContain('Mika');

  const applied = await run(table, join(here.art, 'none.xmp'), '--apply', '--json');
  expect(applied.code).toBe(1);
  expect(JSON.parse(applied.stdout)).toMatchObject({
    applied: true,
    names: [{ name: 'Mika', faces: 2, boxes: 0 }],
    problems: [{ path: join(here.art, 'none.xmp'), kind: 'unreadable' }],
  });
  expect((await dramatis('groups', '--library', here.library)).stdout).toContain('Mika, 2 faces');
  expect(await run(table, '--apply')).toMatchObject({ code: 0, stdout: 'Mika: 2 named already\n' });
});
