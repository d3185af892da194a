import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findPrograms } from '../../../electron/main/programs/find-programs.ts';
import { candidatesFor } from '../../../electron/main/programs/known-programs.ts';
import { Programs } from '../../../electron/main/programs/programs.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dramatis-programs-'));
});

afterEach(() => rm(home, { recursive: true }));

async function program(path: string): Promise<string> {
  const whole = join(home, path);
  await mkdir(join(whole, '..'), { recursive: true });
  await writeFile(whole, `#!/bin/sh\necho "$1" > "${home}/opened"\n`);
  await chmod(whole, 0o755);
  return whole;
}

test('of several versions of a program the newest is found, and each program once', async () => {
  await program('Adobe/Adobe Photoshop 2024/Photoshop.exe');
  const newest = await program('Adobe/Adobe Photoshop 2026/Photoshop.exe');
  const gimp = await program('GIMP 3/bin/gimp-3.0.exe');
  const found = await findPrograms(candidatesFor('win32', { ProgramFiles: home, 'ProgramFiles(x86)': home }));
  expect(found).toEqual([
    { name: 'Photoshop', path: newest },
    { name: 'GIMP', path: gimp },
  ]);
});

// A path of Windows has the : that parts the folders of a PATH.
test.skipIf(process.platform === 'win32')('on Linux, programs are found by their commands', async () => {
  const krita = await program('bin/krita');
  const found = await findPrograms(candidatesFor('linux', { PATH: `${home}/none:${home}/bin:relative` }));
  expect(found).toEqual([{ name: 'Krita', path: krita }]);
});

test.skipIf(process.platform === 'win32')(
  'a program that the artist adds comes first, opens files, and is kept',
  async () => {
    const mine = await program('my painter.sh');
    new Programs(home).add(mine);
    const programs = new Programs(home);
    const [first] = await programs.list();
    expect(first).toMatchObject({ name: 'my painter', own: true });
    await programs.open(first!.id, '/art/a picture.png');
    const opened = async () => expect(await readFile(join(home, 'opened'), 'utf8')).toBe('/art/a picture.png\n');
    await vi.waitFor(opened, { timeout: 20_000 });
    programs.remove(first!.id);
    expect((await programs.list()).filter(({ own }) => own)).toEqual([]);
    await expect(programs.open(first!.id, '/art/a picture.png')).rejects.toMatchObject({ code: 'not-opened' });
  },
);

test('a program that is gone says so', async () => {
  const programs = new Programs(home);
  programs.add(join(home, 'gone'));
  const [first] = await programs.list();
  await expect(programs.open(first!.id, '/art/a.png')).rejects.toMatchObject({ code: 'not-opened', subject: 'gone' });
});
