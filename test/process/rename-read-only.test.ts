import { spawnSync } from 'node:child_process';
import { chmod, chown, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatisAs, program } from '../support/command.ts';
import { draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

interface Answer {
  readonly plan: readonly { readonly from: string; readonly to: string; readonly problem?: string }[];
  readonly applied: boolean;
}

// Root may write everywhere: as root, the command runs as `nobody`.
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: nobody, gid: nobody } : {};
const bound = process.platform !== 'win32' && spawnSync(process.execPath, [program, '--help'], user).status === 0;
if (!bound) console.warn('read-only folders are not checked: nobody but root can run the command from this folder');

/** Mika in a folder that may be written to and in one that may not, and the command as somebody whom that binds. */
async function library(here: Bench) {
  for (const [k, folder] of ['open', 'open', 'locked', 'locked'].entries())
    await draw(join(here.art, folder), `${k}.png`, [shade(red, k)], k);
  {
    await using opened = here.open();
    await opened.engine.addFolder(here.art);
    await opened.engine.whenIdle();
    const [group] = await opened.engine.listCharacters();
    await opened.engine.nameCharacter(group!.id, 'Mika');
  }
  if (isRoot) {
    await chmod(join(here.art, '..'), 0o755);
    for (const path of [join(here.art, 'open'), here.library]) await giveAway(path);
  }
  await chmod(join(here.art, 'locked'), 0o555);
  return async (...args: string[]) => {
    const { code, stdout, stderr } = await dramatisAs(user, 'rename', ...args, '--library', here.library, '--json');
    return { code, stderr, answer: stdout === '' ? null : (JSON.parse(stdout) as Answer) };
  };
}

async function giveAway(folder: string): Promise<void> {
  await chown(folder, nobody, nobody);
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), nobody, nobody);
}

async function unlock(here: Bench): Promise<void> {
  await chmod(join(here.art, 'locked'), 0o755);
}

test.skipIf(!bound)(
  'files of a folder that may not be written to stay, with the folder named, and the others are renamed',
  async () => {
    await using here = await bench();
    const run = await library(here);
    const locked = join(here.art, 'locked');
    const before = await readFile(join(locked, '2.png'));
    const { code, answer } = await run('--template', '{character}_{index}', '--apply');
    await unlock(here);
    expect([code, answer?.applied]).toEqual([1, true]);
    expect(answer?.plan.flatMap(({ from, problem }) => (problem === undefined ? [] : [[from, problem]]))).toEqual(
      ['2.png', '3.png'].map((name) => [join(locked, name), `read-only: ${locked}`]),
    );
    expect(await readdir(locked)).toEqual(['2.png', '3.png']);
    expect(await readFile(join(locked, '2.png'))).toEqual(before);
    expect((await readdir(join(here.art, 'open'))).every((name) => name.startsWith('Mika_'))).toBe(true);
  },
);

test.skipIf(!bound)('nothing is moved into a folder that may not be written to', async () => {
  await using here = await bench();
  const run = await library(here);
  const locked = join(here.art, 'locked');
  const { code, answer } = await run('--template', '{stem}', '--to', join(locked, 'sorted'), '--apply');
  await unlock(here);
  expect([code, answer?.applied]).toEqual([1, false]);
  expect(new Set(answer?.plan.map(({ problem }) => problem))).toEqual(new Set([`read-only: ${locked}`]));
  expect(await readdir(join(here.art, 'open'))).toEqual(['0.png', '1.png']);
  expect(await readdir(locked)).toEqual(['2.png', '3.png']);
});

test.skipIf(!bound)('a copy out of a folder that may only be read is made', async () => {
  await using here = await bench();
  const run = await library(here);
  const to = join(here.art, 'open', 'copies');
  const { code, answer } = await run('--template', '{stem}', '--to', to, '--copy', '--apply');
  await unlock(here);
  expect([code, answer?.applied]).toEqual([0, true]);
  expect(await readdir(to)).toEqual(['0.png', '1.png', '2.png', '3.png']);
});
