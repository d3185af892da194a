import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups } from '../../../electron/cli/groups.ts';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, green, red } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

async function named(engine: Awaited<ReturnType<typeof openIndexed>>['engine']) {
  return (await listGroups(engine)).map(({ name, faces }) => [name, faces.length]);
}

test('a name stays on its group while new pictures join it', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(ids[0]!, 'Sylvie');
  await drawAll(here.art, [red, green, green, green], 5);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await named(engine)).toEqual([
    ['Sylvie', 4],
    [null, 3],
    [null, 2],
  ]);
  expect((await engine.listCharacters())[0]?.id).toBe(ids[0]);
});

test('names, merges, undo and redo are kept across restarts', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const first = await openIndexed(here);
  const [big, small] = first.ids as [CharacterId, CharacterId];
  await first.engine.nameCharacter(big, 'Sylvie');
  await first.engine.mergeCharacters(big, [small]);
  await first.engine.whenIdle();
  expect(await named(first.engine)).toEqual([['Sylvie', 5]]);
  await first.library[Symbol.asyncDispose]();

  await using second = here.open();
  expect((await second.engine.status()).undo).toEqual({ kind: 'merge', name: 'Sylvie', count: 2 });
  await second.engine.undo();
  await second.engine.whenIdle();
  expect(await named(second.engine)).toEqual([
    ['Sylvie', 3],
    [null, 2],
  ]);
  await second.engine.undo();
  expect(await named(second.engine)).toEqual([
    [null, 3],
    [null, 2],
  ]);
  await second.engine.redo();
  await second.engine.redo();
  await second.engine.whenIdle();
  expect(await named(second.engine)).toEqual([['Sylvie', 5]]);
  await expect(second.engine.redo()).rejects.toMatchObject({ code: 'nothing-to-redo' });
});

test('a merged group is not taken apart by the machine, however unlike its faces', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.mergeCharacters(ids[0]!, [ids[1]!]);
  await drawAll(here.art, [green, green], 4);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await named(engine)).toEqual([
    [null, 4],
    [null, 2],
  ]);
});

test('merging an unnamed group with a named one keeps the name; undo gives both back', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(ids[1]!, 'Lucy');
  const merged = await engine.mergeCharacters(ids[0]!, [ids[1]!]);
  expect(merged.changed[0]).toMatchObject({ id: ids[0], name: 'Lucy', confirmed: true, faces: 5 });
  await engine.undo();
  await engine.whenIdle();
  expect(await named(engine)).toEqual([
    [null, 3],
    ['Lucy', 2],
  ]);
});

test('a name that another group has is refused, and says so', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(ids[0]!, 'Sylvie');
  await expect(engine.nameCharacter(ids[1]!, '  Sylvie ')).rejects.toMatchObject({
    code: 'name-taken',
    subject: 'Sylvie',
  });
  await expect(engine.nameCharacter(ids[1]!, ' \t')).rejects.toMatchObject({ code: 'name-empty' });
  await expect(engine.nameCharacter(999 as CharacterId, 'Eileen')).rejects.toMatchObject({ code: 'character-gone' });
});

test('one kana written in two ways of Unicode is one name', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  expect((await engine.nameCharacter(ids[0]!, '\u304b\u3099\u304f')).edit.name).toBe('\u304c\u304f');
  await expect(engine.nameCharacter(ids[1]!, '\u304c\u304f')).rejects.toMatchObject({ code: 'name-taken' });
});

test('a named group stays listed when all its pictures are away', async () => {
  await using here = await bench();
  // One picture stays: a folder without any would count as a drive that is away.
  await drawAll(here.art, [red, red, blue]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(ids[0]!, 'Sylvie');
  await rm(join(here.art, '0.png'));
  await rm(join(here.art, '1.png'));
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.listCharacters()).toEqual([
    {
      id: ids[0],
      name: 'Sylvie',
      confirmed: true,
      hidden: false,
      colour: null,
      cover: null,
      faces: 0,
      suggestions: 0,
      pictures: 0,
      covers: [],
    },
  ]);
});

test('the counts of a library are those of all its folders', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue, green]);
  await writeFile(join(here.art, 'broken.png'), 'no picture');
  await copyFile(join(here.art, '0.png'), join(here.art, 'copy.png'));
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  const bothWays = async () => {
    const { folders, pictures, faces, characters, ungrouped, skipped } = await engine.status();
    const counted = engine.counts((await engine.listFolders()).map(({ id }) => id));
    expect({ folders, pictures, faces, characters, ungrouped, skipped }).toEqual(counted);
    return { pictures, faces, characters, ungrouped, skipped };
  };
  expect(await bothWays()).toEqual({ pictures: 6, faces: 6, characters: 2, ungrouped: 1, skipped: 1 });
  const [first] = await engine.listFaces(ids[0]!, { offset: 0, limit: 1 });
  await engine.markNotFace([first!.id]);
  await engine.whenIdle();
  expect((await bothWays()).faces).toBe(5);
  await rm(join(here.art, '3.png'));
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await bothWays()).toMatchObject({ pictures: 5, faces: 4 });
});
