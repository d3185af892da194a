import { lstatSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { look } from '../../../electron/engine/rename/batch/look.ts';
import { LookAhead } from '../../../electron/engine/rename/survey/look-ahead.ts';

test('a thread that looks ahead tells of files and links what a look tells, and of what is not there nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-'));
  const here = (name: string) => join(folder, name);
  await writeFile(here('a.png'), 'abc');
  await symlink(here('a.png'), here('link.png'));
  const gone = Array.from({ length: 5_000 }, (_, k) => here(`gone-${k}.png`));
  try {
    using ahead = new LookAhead([here('a.png'), here('link.png'), ...gone]);
    await ahead.ended;
    for (const name of ['a.png', 'link.png']) expect(ahead.file(here(name))).toEqual(look({ lstatSync }, here(name)));
    expect(ahead.file(here('gone-0.png'))).toBeUndefined();
    expect(ahead.file(here('other.png'))).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('for few files no thread is started: they are looked at when they are asked for', () => {
  using ahead = new LookAhead([import.meta.filename]);
  expect(ahead.ended).toBeNull();
  expect(ahead.file(import.meta.filename)).toBeUndefined();
});
