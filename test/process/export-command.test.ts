import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatis } from '../support/command.ts';
import { draw, grey, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

/** Two pictures of Mika, and the command on their library. */
async function named(here: Bench) {
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k), grey], k);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const [group] = await library.engine.listCharacters();
  await library.engine.nameCharacter(group!.id, 'Mika');
  return (...args: string[]) => dramatis('export', ...args, '--library', here.library);
}

test('export --csv and --json print every face and its character, and nothing else', async () => {
  await using here = await bench();
  const run = await named(here);
  const csv = await run('--csv');
  const [head, ...lines] = csv.stdout.trimEnd().split('\r\n');
  expect([csv.code, csv.stderr]).toEqual([0, '']);
  expect(head).toMatch(/^path,.*,name,similarity,state,outfit,series,aliases,.*,tags,rating,favourite,note$/);
  expect(lines.map((line) => line.startsWith(here.art) && line.includes(',Mika,'))).toEqual([true, true]);
  const json = await run('--json');
  const { faces } = JSON.parse(json.stdout) as { faces: { path: string; name: string; state: string }[] };
  expect([json.code, faces.map(({ path, name, state }) => [path, name, state])]).toEqual([
    0,
    ['0.png', '1.png'].map((name) => [join(here.art, name), 'Mika', 'confirmed']),
  ]);
});

test('export --to writes a new file, and writes over none', async () => {
  await using here = await bench();
  const run = await named(here);
  const to = join(here.art, '..', 'faces.csv');
  expect(await run('--csv', '--to', to)).toMatchObject({ code: 0, stdout: '' });
  const written = await readFile(to, 'utf8');
  expect(written).toContain('Mika');
  const again = await run('--json', '--to', to);
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain(`${to} is there already`);
  expect(await readFile(to, 'utf8')).toBe(written);
});

test('export --xmp writes sidecars, and answers 1 where one could not be', async () => {
  await using here = await bench();
  const run = await named(here);
  expect(await run('--xmp')).toMatchObject({ code: 0, stdout: '2 sidecars written, 0 completed, 0 unchanged\n' });
  expect((await readdir(here.art)).sort()).toEqual(['0.png', '0.png.xmp', '1.png', '1.png.xmp']);
  await writeFile(join(here.art, '1.png.xmp'), 'not <xml');
  const partly = await run('--xmp', '--json');
  expect(partly.code).toBe(1);
  expect(JSON.parse(partly.stdout)).toMatchObject({
    same: 1,
    problems: [{ path: join(here.art, '1.png'), kind: 'not-xmp' }],
  });
});

test.each([
  ['no format', [], 'export needs one of --csv, --json and --xmp'],
  ['two formats', ['--csv', '--xmp'], 'export needs one of --csv, --json and --xmp'],
  ['an argument too many', ['--csv', 'faces.csv'], 'export takes options only'],
  ['an option of another command', ['--csv', '--template', 'x'], 'export does not know --template'],
  ['a file for sidecars', ['--xmp', '--to', 'faces.xmp'], '--xmp writes beside the pictures and takes no --to'],
  ['nobody of that name', ['--csv', '--character', 'Nobody'], 'There is no group Nobody'],
])('export with %s ends with 2 and says what is wrong', async (_what, args, message) => {
  await using here = await bench();
  await using library = here.open();
  await library[Symbol.asyncDispose]();
  const { code, stdout, stderr } = await dramatis('export', ...args, '--library', here.library);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(existsSync('faces.xmp')).toBe(false);
});

test('cast writes a page of the characters, and writes over none', async () => {
  await using here = await bench();
  await named(here);
  const to = join(here.art, '..', 'cast.html');
  const run = () => dramatis('cast', to, '--title', 'Moon', '--library', here.library, '--json');
  const made = await run();
  expect([made.code, JSON.parse(made.stdout)]).toEqual([0, { file: to, characters: 1 }]);
  expect(await readFile(to, 'utf8')).toContain('<h2>Mika</h2>');
  expect(await run()).toMatchObject({ code: 2, stdout: '' });
});
