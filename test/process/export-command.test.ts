import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findBrowser } from '../../electron/cli/files/browser.ts';
import { openDatabase } from '../../electron/engine/store/database.ts';
import { dramatis, dramatisAs, program } from '../support/command.ts';
import { draw, grey, red, shade } from '../support/drawn.ts';
import { bench, makeLibrary, type Bench } from '../support/library.ts';

const browser = hasBrowser();
if (!browser) console.warn('neither Chromium, Chrome nor Edge is there: casts are not printed');

function hasBrowser(): boolean {
  try {
    return findBrowser() !== '';
  } catch {
    return false;
  }
}

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

test('a reader of a long table has seen enough of it after the first lines', async () => {
  await using here = await bench();
  {
    using database = openDatabase(here.library);
    // More than a pipe takes at once.
    database.db.exec(`INSERT INTO folder (id, path) VALUES (1, '/art');
      WITH RECURSIVE ids(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < 3000)
      INSERT INTO picture (id, hash, width, height, indexed_by) SELECT id, CAST(id AS BLOB), 9, 9, 'test' FROM ids;
      INSERT INTO file (folder, path, size, mtime_ms, identified, picture)
        SELECT 1, '/art/' || id || '${'a long name '.repeat(10)}.png', 1, 1, 1, id FROM picture;
      INSERT INTO face (picture, x, y, width, height, score, embedding) SELECT id, 1, 1, 3, 3, 0.9, x'00' FROM picture`);
  }
  const args = [program, 'export', '--csv', '--library', here.library];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = text(child.stderr);
  const [start] = (await once(child.stdout, 'data')) as [Buffer];
  expect(start.toString()).toMatch(/^path,pictureWidth,/u);
  child.stdout.destroy();
  expect([await once(child, 'close'), await said]).toEqual([[0, null], '']);
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

test('export --xmp --inside puts names into the files, and --captions tags beside them', async () => {
  await using here = await bench();
  const run = await named(here);
  expect(await run('--xmp', '--inside')).toMatchObject({
    code: 0,
    stdout: '2 files written, 0 completed, 0 unchanged\n',
  });
  expect((await readFile(join(here.art, '0.png'))).includes('mwg-rs:Name="Mika"')).toBe(true);
  expect(await run('--captions', '{character:tag}, art')).toMatchObject({
    code: 0,
    stdout: '2 captions written, 0 replaced, 0 unchanged\n',
  });
  expect(await readFile(join(here.art, '1.txt'), 'utf8')).toBe('mika, art\n');
  for (const k of [0, 1]) await writeFile(join(here.art, `${k}.txt`), 'my own');
  const other = await run('--captions', '{character}', '--json');
  expect([other.code, JSON.parse(other.stdout)]).toMatchObject([1, { problems: [{ kind: 'exists' }, {}] }]);
  expect((await run('--captions', '{character}', '--overwrite')).stdout).toContain('2 replaced');
  // The library knows the files, which have other bytes now.
  expect((await run('--csv')).stdout.match(/,Mika,/g)).toHaveLength(2);
});

test.each([
  ['no format', [], 'export needs one of --csv, --json, --xmp and --captions'],
  ['two formats', ['--csv', '--xmp'], 'export needs one of --csv, --json, --xmp and --captions'],
  ['a place without XMP', ['--csv', '--inside'], '--inside belongs to --xmp'],
  ['a template that is none', ['--captions', '{who}'], 'This template cannot be read: {who}'],
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
  expect(await readFile(to, 'utf8')).toContain('<h2 dir="auto">Mika</h2>');
  expect(await run()).toMatchObject({ code: 2, stdout: '' });
});

test('cast makes no other kinds of files, says that nobody is on it, and why a browser printed nothing', async () => {
  await using here = await bench();
  await makeLibrary(here);
  const run = (file: string, env = {}) =>
    dramatisAs({ env: { ...process.env, ...env } }, 'cast', join(here.art, file), '--library', here.library);
  for (const file of ['cast.jpg', 'cast', 'cast.html.txt']) {
    expect(await run(file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cast makes a .html, .pdf or .png file') as string,
    });
  }
  expect(await run('cast.HTML')).toEqual({
    code: 0,
    stdout: `${join(here.art, 'cast.HTML')}: 0 characters\n`,
    stderr: 'Nobody is on it: only characters with a name and a face are.\n',
  });
  const failed = await run('cast.png', { DRAMATIS_BROWSER: process.execPath });
  expect(failed).toMatchObject({ code: 2, stdout: '' });
  expect(failed.stderr).toMatch(/ printed nothing \(.+\)\. Name another browser in DRAMATIS_BROWSER/u);
  expect(await readdir(here.art)).toEqual(['cast.HTML']);
});

test.skipIf(!browser)('cast prints a PDF and a picture of the page by a browser without a window', async () => {
  await using here = await bench();
  await named(here);
  const to = (name: string) => join(here.art, '..', name);
  const run = (name: string) => dramatis('cast', to(name), '--library', here.library);
  expect(await run('cast.pdf')).toMatchObject({ code: 0, stdout: `${to('cast.pdf')}: 1 character\n` });
  expect((await readFile(to('cast.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await run('cast.png')).toMatchObject({ code: 0 });
  const { format, width, height } = await sharp(to('cast.png')).metadata();
  expect([format, width, height > 300 && height < 2_000]).toEqual(['png', 1_560, true]);
  expect(await run('cast.pdf')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is there already') as string,
  });
});
