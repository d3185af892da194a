import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups } from '../../../electron/cli/groups.ts';
import type { FolderRow } from '../../../electron/contract/api/folder-tree-api.ts';
import { blue, draw, green, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

/** Cards with two reds and a blue, sketches with the blue again and a green. */
async function indexed(here: Bench) {
  const first = await draw(here.art, 'cards/set 10/a.png', [red, blue], 0);
  await draw(here.art, 'cards/set 9/b.png', [shade(red, 1)], 1);
  await draw(here.art, 'sketches/c.png', [shade(blue, 1), green], 2);
  await copyFile(first, join(here.art, 'sketches/copy of a.png'));
  const { library, engine } = await openIndexed(here);
  const name = ({ path }: Pick<FolderRow, 'path'>) => nameBelow(here.art, path);
  const tree = async (...open: string[]) =>
    (await engine.folderTree(['', ...open].map((path) => join(here.art, path)))).map((row) => ({
      ...row,
      path: name(row),
    }));
  return { library, engine, tree };
}

test('folders tell what lies in them, and how many of their groups have a name', async () => {
  await using here = await bench();
  const { library, engine, tree } = await indexed(here);
  await using _closed = library;
  const counts = (rows: readonly FolderRow[]) =>
    rows.map(({ path, level, pictures, named, groups }) => [level, path, pictures, named, groups]);
  expect(counts(await tree())).toEqual([
    [0, '', 3, 0, 2],
    [1, 'cards', 2, 0, 2],
    [1, 'sketches', 2, 0, 2],
  ]);
  const [group] = await engine.filterCharacters({ below: join(here.art, 'cards/set 9') });
  await engine.nameCharacter(group!, 'Mika');
  expect(counts(await tree('cards'))).toEqual([
    [0, '', 3, 1, 2],
    [1, 'cards', 2, 1, 2],
    [2, 'cards/set 9', 1, 1, 1],
    [2, 'cards/set 10', 1, 1, 2],
    [1, 'sketches', 2, 1, 2],
  ]);
  await engine.setHidden([group!], true);
  expect(counts(await tree())[0]).toEqual([0, '', 3, 0, 1]);
  expect((await engine.folderTree([])).map(({ hasFolders, root }) => [hasFolders, root !== null])).toEqual([
    [true, true],
  ]);
});

test('a chosen folder narrows groups, faces and pictures', async () => {
  await using here = await bench();
  const { library, engine } = await indexed(here);
  await using _closed = library;
  const filter = { below: join(here.art, 'sketches') };
  const groups = await listGroups(engine);
  const blues = groups.find(({ faces }) => faces.some(({ path }) => path.endsWith('c.png')) && faces.length === 2);
  const all = { offset: 0, limit: 100 };
  expect((await engine.searchFaces(filter, all)).pictures).toBe(2);
  expect((await engine.listPictures({ filter }, 'path', all)).map(({ path }) => path)).toHaveLength(2);
  expect((await engine.filterCharacters({ below: join(here.art, 'cards/set 9') })).length).toBe(1);
  const faces = await engine.listFaces(blues!.id, all, { filter: { below: join(here.art, 'cards') } });
  expect(faces).toHaveLength(1);
});

test('a folder that is left out by its path goes from the tree, whatever other folders are called', async () => {
  await using here = await bench();
  const { library, engine, tree } = await indexed(here);
  await using _closed = library;
  const other = join(here.art, '..', 'other');
  await mkdir(other);
  await draw(other, 'cards/d.png', [green], 5);
  await engine.addFolder(other);
  await engine.changeSettings({ exclude: [join(here.art, 'cards')] });
  await engine.whenIdle();
  expect((await tree()).filter(({ level }) => level === 1).map(({ path }) => path)).toEqual(['sketches']);
  expect(await engine.folderTree([])).toMatchObject([{ pictures: 2 }, { path: other, pictures: 1 }]);
  await engine.changeSettings({ exclude: [] });
  await engine.whenIdle();
  expect((await tree()).map(({ path }) => path)).toContain('cards');
});

test('a folder that cannot be reached is told as such, with what it holds', async () => {
  await using here = await bench();
  {
    const { library } = await indexed(here);
    await library[Symbol.asyncDispose]();
  }
  await rename(here.art, `${here.art} away`);
  await using library = here.open({ watch: true });
  const { engine, until } = library;
  await until(async () => (await engine.listFolders())[0]?.state === 'offline');
  const rows = await engine.folderTree([here.art]);
  expect(rows.map(({ away, pictures }) => [away, pictures])).toEqual([
    ['offline', 3],
    ['offline', 2],
    ['offline', 2],
  ]);
});
