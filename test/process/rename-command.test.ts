import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dramatis } from '../support/command.ts';
import { blue, draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

interface Answer {
  readonly plan: readonly { readonly from: string; readonly to: string; readonly problem?: string }[];
  readonly applied: boolean;
}

/** Two pictures of Mika, one with a sidecar, and two of a group without a name. */
async function named(here: Bench) {
  for (const [k, colour] of [red, red, blue, blue].entries())
    await draw(here.art, `${k + 1}.png`, [shade(colour, k)], k);
  await writeFile(join(here.art, '1.png.xmp'), 'side');
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const first = await library.engine.listFaces(null, { offset: 0, limit: 1 });
  expect(first).toEqual([]);
  for (const { id } of await library.engine.listCharacters()) {
    const faces = await library.engine.listFaces(id, { offset: 0, limit: 10 });
    if (faces.some(({ path }) => path.endsWith('1.png'))) await library.engine.nameCharacter(id, 'Mika');
  }
  return async (...args: string[]) => {
    const { code, stdout, stderr } = await dramatis('rename', ...args, '--library', here.library, '--json');
    return { code, stderr, answer: stdout === '' ? null : (JSON.parse(stdout) as Answer) };
  };
}

test('rename shows the plan, moves with --apply, and --undo brings everything back', async () => {
  await using here = await bench();
  const run = await named(here);
  const at = (name: string) => join(here.art, name);
  const plan = [
    { from: at('1.png'), to: at('Mika_001.png') },
    { from: at('1.png.xmp'), to: at('Mika_001.png.xmp') },
    { from: at('2.png'), to: at('Mika_002.png') },
  ];
  const before = (await readdir(here.art)).sort();
  expect(await run('--template', '{character}_{index:000}')).toMatchObject({
    code: 0,
    answer: { plan, applied: false },
  });
  expect((await readdir(here.art)).sort()).toEqual(before);
  expect(await run('--template', '{character}_{index:000}', '--apply')).toMatchObject({
    code: 0,
    answer: { plan, applied: true },
  });
  expect((await readdir(here.art)).sort()).toEqual([
    '3.png',
    '4.png',
    'Mika_001.png',
    'Mika_001.png.xmp',
    'Mika_002.png',
  ]);
  const undone = await run('--undo');
  expect([undone.code, undone.answer?.applied, undone.answer?.plan.length]).toEqual([0, true, 3]);
  expect((await readdir(here.art)).sort()).toEqual(before);
  expect((await run('--undo')).code).toBe(2);
});

test('a file that would be refused is named with its problem, and the others move', async () => {
  await using here = await bench();
  const run = await named(here);
  await writeFile(join(here.art, 'Mika_1.png'), 'mine');
  const { code, answer } = await run('--template', '{character}_{index}', '--apply');
  expect(code).toBe(1);
  expect(
    answer?.plan.filter(({ problem }) => problem !== undefined).map(({ from, problem }) => [from, problem]),
  ).toEqual([
    [join(here.art, '1.png'), `exists: ${join(here.art, 'Mika_1.png')}`],
    [join(here.art, '1.png.xmp'), `exists: ${join(here.art, 'Mika_1.png')}`],
  ]);
  expect((await readdir(here.art)).sort()).toEqual([
    '1.png',
    '1.png.xmp',
    '3.png',
    '4.png',
    'Mika_1.png',
    'Mika_2.png',
  ]);
});

test('without --json a problem is said in words, with what to do', async () => {
  await using here = await bench();
  await named(here);
  const line = `${join(here.art, '1.png')}: ${join(here.art, 'Mika_1.png')} is there already and stays; use another template`;
  await writeFile(join(here.art, 'Mika_1.png'), 'mine');
  const run = (...args: string[]) => dramatis('rename', ...args, '--character', 'Mika', '--library', here.library);
  const { code, stdout } = await run('--template', '{character}_{index}');
  expect([code, stdout.split('\n').includes(line)]).toEqual([1, true]);
  const dressed = await run('--template', '{outfit}');
  expect(dressed.stdout).toContain('1.png: there is no value for {outfit}; write {outfit?} to leave it out');
  const wrong = await run('--template', '{character');
  expect([wrong.code, wrong.stderr.trim()]).toEqual([
    2,
    'Wrong arguments: template, unclosed at 1: {character is not closed; add a } at its end',
  ]);
});

test('pictures of one character are copied into a folder, and wrong use is told', async () => {
  await using here = await bench();
  const run = await named(here);
  const to = join(here.art, '..', 'copies');
  const { code } = await run('--character', 'Mika', '--to', to, '--copy', '--apply');
  expect(code).toBe(0);
  expect((await readdir(join(to, 'Mika'))).sort()).toEqual(['1.png', '1.png.xmp', '2.png']);
  expect((await run('--template', '{character}_{index}', '--unsure', 'skip')).answer?.plan).toHaveLength(3);
  expect((await run('--copy')).code).toBe(2);
  expect((await run()).code).toBe(2);
  expect((await run('--character', 'Nobody', '--template', '{stem}')).code).toBe(2);
  const wrong = await run('--template', '{charcter}');
  expect([wrong.code, wrong.answer]).toEqual([2, null]);
  expect(wrong.stderr).toContain('unknown-token at 1: {charcter} is not a token');
  expect((await dramatis('rename', '--template-help')).stdout).toContain('{index:000}');
});
