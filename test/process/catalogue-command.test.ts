import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatis } from '../support/command.ts';
import { blue, draw, red, shade } from '../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../support/library.ts';

/** Mika in two pictures, and with Rei in a third. */
async function cast(here: Bench) {
  await draw(here.art, 'cards/1.png', [red]);
  await draw(here.art, 'cards/2.png', [shade(red, 1)], 1);
  await draw(here.art, 'both.png', [shade(red, 2), blue], 2);
  await draw(here.art, 'rei.png', [shade(blue, 1)], 3);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(ids[0]!, 'Mika');
  await engine.nameCharacter(ids[1]!, 'Rei');
  return async (...args: string[]) => dramatis(...args, '--library', here.library);
}

test('list answers the pictures of a search: as paths, for xargs, or as JSON', async () => {
  await using here = await bench();
  const run = await cast(here);
  const query = 'character:Mika and not character:Rei';
  const paths = ['cards/1.png', 'cards/2.png'].map((name) => join(here.art, name));
  expect((await run('list', query)).stdout.trimEnd().split('\n').toSorted()).toEqual(paths);
  const { stdout } = await run('list', query, '--print0');
  expect(stdout.endsWith('\0')).toBe(true);
  expect(stdout.slice(0, -1).split('\0').toSorted()).toEqual(paths);
  const rows = JSON.parse((await run('list', 'name:both', '--json')).stdout) as unknown[];
  expect(rows).toMatchObject([
    {
      path: join(here.art, 'both.png'),
      faces: 2,
      characters: [{ name: 'Mika' }, { name: 'Rei' }],
      tags: [],
      rating: 0,
    },
  ]);
});

test('a search that cannot be read is told of with its place, and is wrong usage', async () => {
  await using here = await bench();
  const run = await cast(here);
  expect(await run('list', 'character:Mika rating>=x')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'In this search x is no whole number:\n  character:Mika rating>=x\n                         ^\n',
  });
  expect(await run('tag', 'a', '--query', 'character:Nobody')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing is called Nobody') as string,
  });
});

test('series, outfit and tag say what belongs where, list it, and take it back', async () => {
  await using here = await bench();
  const run = await cast(here);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout) as unknown;
  expect(await json('series', 'BA', '--character', 'Mika', '--character', 'Rei')).toMatchObject([
    { name: 'BA', characters: [{ name: 'Mika' }, { name: 'Rei' }] },
  ]);
  expect(await json('series', 'BA', '--rename', 'Blue Archive')).toMatchObject([{ name: 'Blue Archive' }]);
  expect(await json('series', 'Blue Archive', '--character', 'Rei', '--remove')).toMatchObject([
    { characters: [{ name: 'Mika' }] },
  ]);
  expect(await json('outfit', 'winter', '--character', 'Mika', '--query', 'folder:cards')).toMatchObject([
    { character: { name: 'Mika' }, name: 'winter', faces: 2 },
  ]);
  expect(await json('outfit', 'winter', '--character', 'Mika', '--rename', 'snow')).toMatchObject([{ name: 'snow' }]);
  expect((await run('outfit')).stdout).toBe('Mika, snow: 2 faces\n');
  expect(await json('tag', 'card', '--query', 'folder:cards', '--character', 'Mika')).toEqual([
    { name: 'card', pictures: 2, characters: 1 },
  ]);
  expect(await json('tag', 'card', '--query', 'name:1', '--remove')).toMatchObject([{ pictures: 1, characters: 1 }]);
  await run('undo');
  expect((await run('tag')).stdout).toBe('card: 2 pictures, 1 character\n');
  expect(await run('series', '--character', 'Mika')).toMatchObject({ code: 2 });
  expect(await run('outfit', 'winter')).toMatchObject({ code: 2 });
});

test('other names, stars, hearts, notes and keys are given, listed and taken back', async () => {
  await using here = await bench();
  const run = await cast(here);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout) as unknown;
  expect(await json('alias', 'Mika', '聖園ミカ', 'ミカ', '--lang', 'ja')).toMatchObject([
    { character: { name: 'Mika' }, aliases: [{ name: 'ミカ', language: 'ja' }, { name: '聖園ミカ' }] },
  ]);
  // By any of its names, whatever the language of another.
  expect((await run('alias', 'ミカ', 'Misono')).stdout).toBe('Mika: Misono, ミカ (ja), 聖園ミカ (ja)\n');
  expect((await run('alias', 'Mika', 'Misono', 'ミカ', '--remove')).stdout).toBe('Mika: 聖園ミカ (ja)\n');
  expect(await json('rate', '4', '--character', 'Rei', '--query', 'folder:cards name:1')).toEqual({
    characters: [{ id: expect.any(Number) as number, name: 'Rei', rating: 4, favourite: false, note: '' }],
    pictures: [
      {
        ...{ picture: expect.any(Number) as number, path: join(here.art, 'cards/1.png') },
        ...{ rating: 4, favourite: false, note: '' },
      },
    ],
  });
  expect((await run('favourite', '--character', 'Rei')).stdout).toBe('Rei: 4 of 5 stars, favourite\n');
  expect((await run('favourite', '--character', 'Rei', '--remove')).stdout).toBe('Rei: 4 of 5 stars\n');
  expect((await run('note', 'two\nlines', '--query', 'name:both')).stdout).toBe(
    `${join(here.art, 'both.png')}: two / lines\n`,
  );
  expect((await run('note', '', '--query', 'name:both')).stdout).toContain('nothing said');
  expect(await json('hotkey', '3', 'Mika')).toMatchObject([{ key: 3, character: { name: 'Mika' } }]);
  expect((await run('hotkey', '3', 'Rei')).stdout).toBe('3: Rei\n');
  expect((await run('hotkey', '3', '--remove')).stdout).toBe('');
  await run('undo');
  expect((await run('hotkey')).stdout).toBe('3: Rei\n');
  for (const wrong of [
    ['rate', '6', '--character', 'Rei'],
    ['rate', '1'],
    ['hotkey', '0'],
    ['hotkey', '1'],
    ['alias', 'Mika'],
  ])
    expect(await run(...wrong), wrong.join(' ')).toMatchObject({ code: 2, stdout: '' });
});

test('what is to be renamed or taken away and is not there is wrong usage, and changes nothing', async () => {
  await using here = await bench();
  const run = await cast(here);
  await run('series', 'BA', '--character', 'Mika');
  await run('tag', 'main', '--character', 'Mika');
  await run('outfit', 'winter', '--character', 'Mika', '--query', 'name:cards');
  const before = (await run('export', '--json')).stdout;
  for (const args of [
    ['series', 'Nope', '--rename', 'New'],
    ['series', 'Nope', '--remove', '--character', 'Mika'],
    ['tag', 'Nope', '--remove', '--character', 'Mika'],
    ['outfit', 'Nope', '--rename', 'summer', '--character', 'Mika'],
    ['outfit', 'Nope', '--remove', '--character', 'Mika', '--query', 'name:cards'],
    ['outfit', 'winter', '--rename', 'summer', '--character', 'Rei'],
  ]) {
    const { code, stderr, stdout } = await run(...args);
    expect([code, stdout], args.join(' ')).toEqual([2, '']);
    expect(stderr).toContain(`${args[0]} knows no “${args[1]}”; without arguments it lists`);
  }
  expect((await run('export', '--json')).stdout).toBe(before);
  expect(await run('series', 'ｂａ', '--remove', '--character', 'Mika')).toMatchObject({ code: 0 });
});
