import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blue, draw, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
const nothing = { written: 0, merged: 0, same: 0, problems: [], cancelled: false };

/** Mika alone and with Rei, and somebody without a name. */
async function cast(here: Bench) {
  const both = await draw(here.art, 'both.png', [red, blue]);
  const one = await draw(here.art, 'one.png', [shade(red, 1)], 1);
  await draw(here.art, 'other.png', [[120, 120, 10]], 2);
  const opened = await openIndexed(here);
  const { engine } = opened;
  const { faces } = await engine.searchFaces({}, all);
  const at = (path: string) => faces.filter((face) => face.path === path).sort((a, b) => a.box[0] - b.box[0]);
  await engine.moveFaces([at(both)[0]!.id, at(one)[0]!.id], { name: 'Mika' });
  await engine.moveFaces([at(both)[1]!.id], { name: 'Rei' });
  const mika = (await engine.listCharacters()).find(({ name }) => name === 'Mika')!.id;
  await engine.addToSeries([mika], 'Blue Archive');
  await engine.setOutfit([at(one)[0]!.id], 'winter');
  await engine.tagPictures([at(one)[0]!.picture], 'night');
  return { ...opened, both, one, mika };
}

test('tags of each picture go into a text file of its name, once', async () => {
  await using here = await bench();
  const { engine, library } = await cast(here);
  await using _ = library;
  const request = { scope: {}, template: '{character:tag}, {series:tag}, {outfit}, {tags}, art', overwrite: false };
  expect(await engine.previewCaptions(request)).toMatchObject({ ...nothing, written: 2 });
  expect((await readdir(here.art)).filter((name) => name.endsWith('.txt'))).toEqual([]);
  expect(await engine.exportCaptions(request)).toMatchObject({ ...nothing, written: 2 });
  expect(await engine.exportCaptions(request)).toMatchObject({ ...nothing, same: 2 });
  const caption = (name: string) => readFile(join(here.art, name), 'utf8');
  expect([await caption('one.txt'), await caption('both.txt')]).toEqual([
    'mika, blue_archive, winter, night, art\n',
    'mika, rei, blue_archive, art\n',
  ]);
});

test('a text file that says something else stays, unless it is to be replaced, and is kept then', async () => {
  await using here = await bench();
  const { engine, library, one, both, mika } = await cast(here);
  await using _ = library;
  const text = join(here.art, 'one.txt');
  await writeFile(text, 'my own notes');
  const request = { scope: { characters: [mika] }, template: '{character}', overwrite: false };
  const { written, problems } = await engine.exportCaptions(request);
  expect([written, problems]).toEqual([1, [{ path: one, kind: 'exists', detail: '' }]]);
  expect(await readFile(text, 'utf8')).toBe('my own notes');
  expect(await engine.exportCaptions({ ...request, overwrite: true })).toMatchObject({
    ...nothing,
    merged: 1,
    same: 1,
  });
  expect(await readFile(text, 'utf8')).toBe('Mika\n');
  const [kept] = await readdir(join(here.library, 'replaced-captions'));
  expect(await readFile(join(here.library, 'replaced-captions', kept ?? ''), 'utf8')).toBe('my own notes');
  await expect(engine.exportCaptions({ ...request, template: '{who}' })).rejects.toMatchObject({
    code: 'bad-template',
  });
  expect(await readFile(both.replace(/png$/, 'txt'), 'utf8')).toBe('Mika, Rei\n');
});

test('captions of ours are written anew by another template, after a restart and a rename too; changed ones are theirs who changed them', async () => {
  await using here = await bench();
  const caption = (name: string) => readFile(join(here.art, name), 'utf8');
  {
    const { engine, library } = await cast(here);
    await using _ = library;
    expect(await engine.exportCaptions({ scope: {}, template: '{character}', overwrite: false })).toMatchObject({
      written: 2,
    });
  }
  await rename(join(here.art, 'one.png'), join(here.art, 'two.png'));
  await rename(join(here.art, 'one.txt'), join(here.art, 'two.txt'));
  await appendFile(join(here.art, 'both.txt'), 'holding hands\n');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const request = { scope: {}, template: '{character}, art', overwrite: false };
  const refused = [{ path: join(here.art, 'both.png'), kind: 'exists', detail: '' }];
  for (const run of [() => engine.previewCaptions(request), () => engine.exportCaptions(request)])
    expect(await run()).toMatchObject({ written: 0, merged: 1, same: 0, problems: refused });
  expect([await caption('two.txt'), await caption('both.txt')]).toEqual(['Mika, art\n', 'Mika, Rei\nholding hands\n']);
});

test('of two pictures with one stem the second is named, not written over the first', async () => {
  await using here = await bench();
  await mkdir(join(here.art, 'a'));
  await draw(here.art, 'a/x.png', [red]);
  await draw(here.art, 'a/x.webp', [shade(red, 1)], 1);
  const { engine, library, ids } = await openIndexed(here);
  await using _ = library;
  await engine.nameCharacter(ids[0]!, 'Mika');
  const { faces } = await engine.searchFaces({}, all);
  await engine.tagPictures([faces.find(({ path }) => path.endsWith('webp'))!.picture], 'night');
  const request = { scope: {}, template: '{character}, {tags}', overwrite: true };
  const { written, problems } = await engine.exportCaptions(request);
  expect([written, problems.map(({ path, kind }) => [path, kind])]).toEqual([
    1,
    [[join(here.art, 'a/x.webp'), 'exists']],
  ]);
});
