import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blue, draw, green, grey, red, shade } from '../../support/drawn.ts';
import { bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };

test('a folder of samples names a library in one edit, and undo takes all of it back', async () => {
  await using here = await bench();
  for (const [k, colour] of [red, red, red, green, green, blue].entries()) {
    await draw(here.art, `${k}.png`, [shade(colour, k)], k);
  }
  const samples = join(here.art, '..', 'samples');
  await draw(samples, 'Sylvie 1.png', [shade(red, 9)], 20);
  await draw(samples, 'Sylvie_2.png', [shade(red, 8)], 21);
  await draw(join(samples, 'Lucy'), 'front.png', [shade(green, 9), grey], 22);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const plan = await engine.planSamples(samples);
  expect(plan.characters.map(({ name, faces, pictures }) => [name, faces.length, pictures])).toEqual([
    ['Lucy', 2, 2],
    ['Sylvie', 3, 3],
  ]);
  expect(plan).toMatchObject({ problems: [], passedOver: [], unmatched: 1 });
  const { edit } = await engine.applySamples(plan.id, []);
  expect(edit).toEqual({ kind: 'samples', name: null, count: 2 });
  await engine.whenIdle();
  expect((await engine.listCharacters()).map(({ name, faces }) => [name, faces])).toEqual([
    ['Sylvie', 3],
    ['Lucy', 2],
  ]);
  await engine.undo();
  expect((await engine.listCharacters()).map(({ name }) => name)).toEqual([null, null]);
  expect(await engine.listHistory(all)).toHaveLength(1);
  await expect(engine.applySamples(99, [])).rejects.toMatchObject({ code: 'plan-gone' });
});

test('only pictures are samples; what was passed over is said and is no problem', async () => {
  await using here = await bench();
  await draw(here.art, 'green.png', [green], 0);
  const samples = join(here.art, '..', 'samples');
  await draw(samples, 'Android 18.png', [shade(green, 9)], 21);
  await writeFile(join(samples, 'Thumbs.db'), 'x');
  await writeFile(join(samples, 'Android 18.png.xmp'), 'x');
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const plan = await library.engine.planSamples(samples);
  expect(plan.characters.map(({ name }) => name)).toEqual(['Android 18']);
  expect(plan.problems).toEqual([]);
  expect(plan.passedOver).toEqual(['Android 18.png.xmp', 'Thumbs.db'].map((name) => join(samples, name)));
});

test('links to pictures and folders are samples, one that leads nowhere is passed over', async () => {
  await using here = await bench();
  for (const [k, colour] of [red, red, green, green].entries()) await draw(here.art, `${k}.png`, [shade(colour, k)], k);
  const samples = join(here.art, '..', 'samples');
  const elsewhere = join(here.art, '..', 'elsewhere');
  await draw(elsewhere, 'front.png', [shade(red, 9)], 20);
  await draw(samples, 'Android 18.png', [shade(green, 9)], 21);
  await symlink(join(elsewhere, 'front.png'), join(samples, 'Android 17.png'));
  await symlink(elsewhere, join(samples, 'Sylvie'));
  await symlink(join(elsewhere, 'gone.png'), join(samples, 'Broken.png'));
  await mkdir(join(elsewhere, 'older'));
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const plan = await library.engine.planSamples(samples);
  expect(plan.characters.map(({ name }) => name)).toEqual(['Android 17', 'Android 18', 'Sylvie']);
  expect(plan.problems).toEqual([]);
  expect(plan.passedOver.map((path) => path.slice(samples.length + 1))).toEqual([
    'Broken.png',
    join('Sylvie', 'older'),
  ]);
});

test('a character of which nothing is sure gets its suggestions all the same', async () => {
  await using here = await bench();
  const orange = [200, 110, 60] as const;
  for (const [k, colour] of [orange, orange, blue].entries()) await draw(here.art, `${k}.png`, [shade(colour, k)], k);
  const samples = join(here.art, '..', 'samples');
  await draw(samples, 'Sylvie.png', [red], 20);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const plan = await engine.planSamples(samples);
  expect(plan.characters.map(({ faces, unsure }) => [faces.length, unsure.length])).toEqual([[0, 2]]);
  await engine.applySamples(plan.id, []);
  await engine.whenIdle();
  const named = (await engine.listCharacters()).filter(({ name }) => name !== null);
  expect(named.map(({ name, faces, suggestions }) => [name, faces, suggestions])).toEqual([['Sylvie', 2, 2]]);
});
