import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Group } from '../../electron/cli/groups.ts';
import { dramatis } from '../support/command.ts';
import { blue, draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

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

test.each([
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
  const finished = await dramatis(...args, '--library', here.library);
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toMatch(sentence);
});

test('a library that the app has open is named in the refusal', async () => {
  await using here = await bench();
  await using _open = here.open();
  const finished = await dramatis('groups', '--library', here.library);
  expect(finished.code).toBe(2);
  expect(finished.stderr).toContain(`The library ${here.library} is open in another Dramatis`);
});
