import { copyFile, link, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draw, drawing, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

/** Two files of the same bytes. What is made beside them before the library looks is made by `more`. */
async function copies(here: Bench, more: (at: (name: string) => string) => Promise<unknown> = async () => undefined) {
  const at = (name: string) => join(here.art, name);
  await draw(here.art, 'a.png', [red]);
  await copyFile(at('a.png'), at('b.png'));
  await more(at);
  const { engine, library } = await openIndexed(here);
  const picture = (await engine.listPictures({}, 'path', { offset: 0, limit: 1 }))[0]!.id;
  const may = async (going: readonly string[], staying: readonly string[]) => {
    const files = (names: readonly string[]) => names.map((name) => ({ picture, path: at(name) }));
    const { paths, stays } = await engine.mayTrash([{ going: files(going), staying: files(staying) }]);
    return [
      paths.map((path) => nameBelow(here.art, path)),
      stays.map(({ path, why }) => `${nameBelow(here.art, path)} ${why}`),
    ];
  };
  return { library, at, may };
}

test('a copy may go while the other stays, and both may not', async () => {
  await using here = await bench();
  const { library, at, may } = await copies(here);
  await using _ = library;
  expect(await may(['b.png'], ['a.png'])).toEqual([['b.png'], []]);
  expect(await may(['a.png', 'b.png'], [])).toEqual([[], ['a.png last', 'b.png last']]);
  await rm(at('a.png'));
  expect(await may(['b.png'], ['a.png'])).toEqual([[], ['b.png last']]);
  expect(await may(['a.png'], ['b.png'])).toEqual([[], ['a.png gone']]);
});

test('a file that was saved since it was compared stays', async () => {
  await using here = await bench();
  const { library, at, may } = await copies(here);
  await using _ = library;
  await writeFile(at('b.png'), await drawing([shade(red, 9)], 3));
  expect(await may(['b.png'], ['a.png'])).toEqual([[], ['b.png changed']]);
  expect(await may(['other.png'], ['a.png'])).toEqual([[], ['other.png gone']]);
});

test.skipIf(process.platform === 'win32')('of a file and a link to it only the link may go', async () => {
  await using here = await bench();
  const { library, may } = await copies(here, async (at) => symlink(at('a.png'), at('c.png')));
  await using _ = library;
  expect(await may(['c.png'], ['a.png'])).toEqual([['c.png'], []]);
  expect(await may(['a.png'], ['c.png'])).toEqual([[], ['a.png last']]);
  expect(await may(['a.png', 'b.png'], ['c.png'])).toEqual([['b.png'], ['a.png last']]);
  expect(await may(['c.png'], [])).toEqual([[], ['c.png last']]);
});

test('one of two names of a file may go', async () => {
  await using here = await bench();
  const { library, at, may } = await copies(here, async (at) => link(at('a.png'), at('c.png')));
  await using _ = library;
  expect((await stat(at('a.png'))).nlink).toBe(2);
  expect(await may(['a.png'], ['c.png'])).toEqual([['a.png'], []]);
});

test.skipIf(process.platform === 'win32')('a folder that is there by two paths keeps its file', async () => {
  await using here = await bench();
  const { library, at, may } = await copies(here);
  await using _ = library;
  await symlink(here.art, at('again'));
  expect(await may(['b.png'], ['again/b.png'])).toEqual([[], ['b.png last']]);
  await utimes(at('b.png'), new Date(), new Date());
  expect(await may(['b.png'], ['a.png'])).toEqual([[], ['b.png changed']]);
});
