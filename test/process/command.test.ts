import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Group } from '../../electron/cli/groups.ts';
import { dramatis } from '../support/command.ts';
import { blue, draw, red, shade } from '../support/drawn.ts';
import { bench, makeLibrary, type Bench } from '../support/library.ts';

/** A library with a group of three faces, one of two, and a face alone. */
async function indexed(here: Bench): Promise<(...args: string[]) => Promise<{ code: number; groups: Group[] }>> {
  for (const [k, colour] of [red, red, red, blue, blue].entries()) await draw(here.art, `${k}.png`, [shade(colour, k)]);
  await draw(here.art, '5.png', [[40, 220, 60]]);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  return async (...args) => {
    const { code, stdout } = await dramatis(...args, '--library', here.library, '--json');
    return { code, groups: stdout === '' ? [] : (JSON.parse(stdout) as Group[]) };
  };
}

const sizes = (groups: readonly Group[]) => groups.map(({ name, faces }) => [name, faces.length]);

test('groups lists every group with its faces, and those without one last', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const { code, groups } = await run('groups');
  expect(code).toBe(0);
  expect(groups.map(({ id, name, confirmed, faces }) => [id === null, name, confirmed, faces.length])).toEqual([
    [false, null, false, 3],
    [false, null, false, 2],
    [true, null, false, 1],
  ]);
  expect(groups[2]?.faces[0]).toMatchObject({ path: join(here.art, '5.png'), box: [0, 0, 32, 32], similarity: null });
});

test('groups says what is known of every face, as export does', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const [big] = (await run('groups')).groups.map(({ id }) => String(id)) as [string];
  await run('name', big, 'Sylvie');
  const { groups } = await run('groups');
  expect(groups.map(({ faces }) => faces.map(({ state }) => state))).toEqual([
    ['confirmed', 'confirmed', 'confirmed'],
    ['grouped', 'grouped'],
    [null],
  ]);
});

test('name, merge, undo and redo answer the changed groups, and the next command sees them', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const [big, small] = (await run('groups')).groups.map(({ id }) => String(id)) as [string, string];
  expect(sizes((await run('name', big, 'Sylvie')).groups)).toEqual([['Sylvie', 3]]);
  expect(sizes((await run('merge', big, small)).groups)).toEqual([['Sylvie', 5]]);
  expect(sizes((await run('undo')).groups)).toEqual([
    ['Sylvie', 3],
    [null, 2],
  ]);
  expect(sizes((await run('redo')).groups)).toEqual([['Sylvie', 5]]);
  expect(sizes((await run('groups')).groups)).toEqual([
    ['Sylvie', 5],
    [null, 1],
  ]);
});

test('split, move, reject and accept take faces of groups by their ids; each is undone by one undo', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const before = (await run('groups')).groups;
  const [big, small] = before.map(({ id }) => String(id)) as [string, string];
  const [a, b, c] = before[0]!.faces.map(({ id }) => String(id)) as [string, string, string];
  expect(sizes((await run('split', big, '--faces', a, b)).groups).map(([, faces]) => faces)).toEqual([2, 1]);
  expect(sizes((await run('undo')).groups)).toContainEqual([null, 3]);
  expect(sizes((await run('move', small, '--faces', a)).groups)[0]).toEqual([null, 3]);
  expect(sizes((await run('move', '--name', 'Lucy', '--faces', b, c)).groups)[0]).toEqual(['Lucy', 2]);
  const lucy = String((await run('groups')).groups.find(({ name }) => name === 'Lucy')?.id);
  expect(sizes((await run('reject', lucy, '--faces', c)).groups)).toContainEqual(['Lucy', 1]);
  expect(sizes((await run('accept', lucy, '--faces', c)).groups)).toContainEqual(['Lucy', 2]);
  expect((await run('accept', small)).code).toBe(0);
});

test('hide and show answer the groups, which stay in the list', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const [big, small] = (await run('groups')).groups.map(({ id }) => String(id)) as [string, string];
  expect(sizes((await run('hide', big, small)).groups)).toEqual([
    [null, 3],
    [null, 2],
  ]);
  expect((await run('show', small)).code).toBe(0);
  expect((await run('groups')).groups).toHaveLength(3);
});

test.each([
  [['split', '1'], /split needs --faces/],
  [['move', '1'], /needs a group or --name/],
  [['reject', '1'], /needs a group and --faces/],
  [['hide'], /at least one group/],
  [['accept', '99'], /no group 99/],
  [['move', '99', '--faces', '1'], /no group 99/],
  [['reject', '1', '--name', 'Lucy'], /does not know --name/],
  [['groups', 'extra'], /takes no arguments/],
  [['name', '1'], /needs a group and a name/],
  [['name', '99', 'Sylvie'], /no group 99/],
  [['name', 'one', 'Sylvie'], /no group one/],
  [['undo'], /nothing to undo/],
  [['find'], /needs one sample/],
  [['find', 'a.png', '--limit', 'many'], /whole numbers/],
  [['groups', '--crop'], /does not know --crop/],
  [['index'], /at least one folder/],
  [['sort'], /no command sort/],
  [['groups', '--colour'], /--colour/],
  [[], /dramatis index/],
])('wrong usage ends with 2, one sentence on stderr and nothing on stdout: %j', async (args, sentence) => {
  await using here = await bench();
  await makeLibrary(here);
  const finished = await dramatis(...args, '--library', here.library);
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toMatch(sentence);
});

test('a slip in the path of --library is told, and makes no library', async () => {
  await using here = await bench();
  const typo = `${here.library}-typo`;
  const finished = await dramatis('groups', '--library', typo);
  expect(finished).toEqual({
    code: 2,
    stdout: '',
    stderr: `There is no library in ${typo}. Make one with: dramatis index <folder…> --library ${typo}\n`,
  });
  expect(existsSync(typo)).toBe(false);
});

test('a name that cannot be seen is none', async () => {
  await using here = await bench();
  const run = await indexed(here);
  const id = String((await run('groups')).groups[0]?.id);
  const finished = await dramatis('name', id, '\u200b', '--library', here.library);
  expect(finished).toMatchObject({ code: 2, stderr: 'A name needs at least one letter.\n' });
});

test('options may stand before the command', async () => {
  await using here = await bench();
  await indexed(here);
  const { code, stdout } = await dramatis('--library', here.library, '--csv', 'export');
  expect([code, stdout.split('\r\n')[0]]).toEqual([0, expect.stringMatching(/^path,/)]);
});

test('a library that the app has open is named in the refusal', async () => {
  await using here = await bench();
  await using _open = here.open();
  const finished = await dramatis('groups', '--library', here.library);
  expect(finished.code).toBe(2);
  expect(finished.stderr).toContain(`The library ${here.library} is open in another Dramatis`);
});
