import { chmod, copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups, type Group } from '../../../electron/cli/groups.ts';
import { blue, draw, drawing, green, red, shade } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const page = { offset: 0, limit: 100 };

/** Indexes the art, calls the largest group Sylvie, and closes the library. Answers the group as it was before. */
async function indexAndName(here: Bench): Promise<Group> {
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const [group] = await listGroups(library.engine);
  await library.engine.nameCharacter(group!.id!, 'Sylvie');
  return group!;
}

test('faces that look alike come together in groups, largest first; a face alone waits without a group', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10), blue]);
  await draw(here.art, 'deep/down/c.png', [shade(red, 20), shade(blue, 5)]);
  await draw(here.art, 'd.png', [green]);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const groups = await listGroups(library.engine);
  expect(groups.map(({ id, faces }) => ({ grouped: id !== null, faces: faces.length }))).toEqual([
    { grouped: true, faces: 3 },
    { grouped: true, faces: 2 },
    { grouped: false, faces: 1 },
  ]);
  expect(await library.engine.status()).toMatchObject({
    pictures: 4,
    faces: 6,
    characters: 2,
    ungrouped: 1,
    skipped: 0,
  });
});

test('what cannot be read costs one row with its reason, never the run', async () => {
  await using here = await bench();
  await draw(here.art, 'good.png', [red]);
  await writeFile(join(here.art, 'empty.png'), '');
  await writeFile(join(here.art, 'text.jpg'), 'this is no picture');
  await writeFile(join(here.art, 'cut.png'), (await drawing([red, blue])).subarray(0, 60));
  await writeFile(join(here.art, 'notes.txt'), 'not listed at all');
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const skipped = await library.engine.listSkipped(page);
  expect(skipped.map(({ path, reason }) => [nameBelow(here.art, path), reason])).toEqual([
    ['cut.png', 'corrupt'],
    ['empty.png', 'empty'],
    ['text.jpg', 'not-a-picture'],
  ]);
  expect((await library.engine.status()).pictures).toBe(1);
});

test('a skipped file that was mended is indexed when tried again', async () => {
  await using here = await bench();
  const path = join(here.art, 'late.png');
  await writeFile(path, '');
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  await writeFile(path, await drawing([red]));
  await engine.addFolder(here.art);
  await engine.retrySkipped();
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toEqual([]);
  expect((await engine.status()).faces).toBe(1);
});

test('pictures whose faces could not be embedded are listed, and embedded when tried again', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [blue, green]);
  const models = fakeModels();
  let fails = true;
  const embed: typeof models.embed = async (crops, signal) => {
    if (fails) throw new Error('the thread is gone');
    return models.embed(crops, signal);
  };
  await using library = here.open({ models: { ...models, embed } });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const skipped = await engine.listSkipped(page);
  expect(skipped.map(({ detail }) => detail)).toEqual(['the thread is gone', 'the thread is gone']);
  expect(await engine.listSkipped(page, here.art)).toEqual(skipped);
  expect(await engine.listSkipped(page, `${here.art}/other`)).toEqual([]);
  fails = false;
  await engine.retrySkipped(`${here.art}/other`);
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toEqual(skipped);
  await engine.retrySkipped(here.art);
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toEqual([]);
  expect((await engine.status()).faces).toBe(3);
});

test('copies of one file are one picture', async () => {
  await using here = await bench();
  const path = await draw(here.art, 'a.png', [red]);
  await copyFile(path, join(here.art, 'b.png'));
  const models = fakeModels();
  await using library = here.open({ models });
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  expect(await library.engine.status()).toMatchObject({ pictures: 1, faces: 1 });
  const [face] = await library.engine.listFaces(null, page);
  expect(face && (await library.engine.getPicture(face.picture)).paths).toHaveLength(2);
});

test('an unchanged folder is not looked at again on the next start', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [blue]);
  const first = fakeModels();
  await using before = here.open({ models: first });
  await before.engine.addFolder(here.art);
  await before.engine.whenIdle();
  expect(first.looked).toBe(2);
  await before[Symbol.asyncDispose]();
  const second = fakeModels();
  await using after = here.open({ models: second });
  await after.engine.addFolder(here.art);
  await after.engine.whenIdle();
  expect(second.looked).toBe(0);
  expect((await after.engine.status()).pictures).toBe(2);
});

test('a picture that was moved between two starts keeps its faces and their name', async () => {
  await using here = await bench();
  const old = await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10)]);
  const group = await indexAndName(here);
  await mkdir(join(here.art, 'sorted'));
  await rename(old, join(here.art, 'sorted', 'sylvie.png'));
  const models = fakeModels();
  await using after = here.open({ models });
  await after.engine.addFolder(here.art);
  await after.engine.whenIdle();
  const [moved] = await listGroups(after.engine);
  expect(models.looked).toBe(0);
  expect(moved).toMatchObject({ id: group.id, name: 'Sylvie' });
  expect(moved!.faces.map(({ path }) => path).sort()).toEqual([
    join(here.art, 'b.png'),
    join(here.art, 'sorted', 'sylvie.png'),
  ]);
});

test('a picture that comes back after it was deleted finds its name again', async () => {
  await using here = await bench();
  const path = await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10)]);
  await using library = here.open();
  const { engine } = library;
  const reread = async () => {
    await engine.addFolder(here.art);
    await engine.whenIdle();
  };
  await reread();
  const [group] = await listGroups(engine);
  await engine.nameCharacter(group!.id!, 'Sylvie');
  await rm(path);
  await reread();
  expect((await listGroups(engine))[0]?.faces).toHaveLength(1);
  await draw(here.art, 'returned.png', [red]);
  await reread();
  const [again] = await listGroups(engine);
  expect(again).toMatchObject({ name: 'Sylvie', id: group!.id });
  expect(again?.faces).toHaveLength(2);
});

test('a file with new content shows the faces of the new content only', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  await draw(here.art, 'a.png', [blue, green], 9);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ pictures: 1, faces: 2 });
});

test('another model version looks at every picture again, and names stay', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10)]);
  const group = await indexAndName(here);
  const models = fakeModels({ version: 'fake-2' });
  await using after = here.open({ models });
  await after.engine.whenIdle();
  expect(models.looked).toBe(2);
  const [again] = await listGroups(after.engine);
  const faces = group.faces.map((face) => ({ ...face, state: 'confirmed' }));
  expect(again).toEqual({ ...group, name: 'Sylvie', confirmed: true, faces });
});

test('a folder that cannot be reached is offline, and nothing of it is forgotten', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await using before = here.open();
  await before.engine.addFolder(here.art);
  await before.engine.whenIdle();
  await before[Symbol.asyncDispose]();
  await rename(here.art, `${here.art}-away`);
  await using away = here.open({ watch: true });
  await away.until(async () => (await away.engine.listFolders())[0]?.state === 'offline');
  expect((await away.engine.status()).faces).toBe(1);
  await rename(`${here.art}-away`, here.art);
});

test('links that lead in a circle, hidden files and the library itself are left alone', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, '.cache/thumb.png', [blue]);
  await draw(here.art, '._a.png', [blue]);
  await symlink(here.art, join(here.art, 'loop'));
  await using library = here.open();
  const everything = join(here.art, '..');
  await library.engine.addFolder(everything);
  await library.engine.whenIdle();
  await library.engine.addFolder(everything);
  await library.engine.whenIdle();
  expect(await library.engine.status()).toMatchObject({ pictures: 1, faces: 1, skipped: 0 });
});

test('a folder around one of the library takes it over, and one inside it is part of it already', async () => {
  await using here = await bench();
  await draw(here.art, 'cards/a.png', [red]);
  await draw(here.art, 'b.png', [blue]);
  const models = fakeModels();
  await using library = here.open({ models });
  const { engine } = library;
  await engine.addFolder(join(here.art, 'cards'));
  await engine.whenIdle();
  const whole = await engine.addFolder(here.art);
  await engine.whenIdle();
  const part = await engine.addFolder(join(here.art, 'cards'));
  await engine.whenIdle();
  expect(part.id).toBe(whole.id);
  expect(models.looked).toBe(2);
  expect(await engine.listFolders()).toEqual([{ id: whole.id, path: here.art, state: 'watching', pictures: 2 }]);
});

test('a folder that is removed and added again comes back with its names', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10)]);
  await using library = here.open();
  const { engine } = library;
  const { id } = await engine.addFolder(here.art);
  await engine.whenIdle();
  const [group] = await listGroups(engine);
  await engine.nameCharacter(group!.id!, 'Sylvie');
  await engine.removeFolder(id);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ folders: 0, pictures: 0, faces: 0 });
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await listGroups(engine))[0]).toMatchObject({ name: 'Sylvie', faces: [{}, {}] });
});

test.each([
  ['folder-not-found', 'nowhere'],
  ['not-a-folder', 'a.png'],
])('adding what is no folder says so: %s', async (code, name) => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await using library = here.open();
  await expect(library.engine.addFolder(join(here.art, name))).rejects.toMatchObject({ code });
});

// Windows reads what it may not write, and root reads everything.
const readsAnyway = process.platform === 'win32' || process.getuid?.() === 0;
test.skipIf(readsAnyway)('a file without permission is listed as unreadable', async () => {
  await using here = await bench();
  await chmod(await draw(here.art, 'a.png', [red]), 0);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  expect(await library.engine.listSkipped(page)).toMatchObject([{ reason: 'unreadable' }]);
});

test('a pause stops after the pictures under way, and going on finishes the rest', async () => {
  await using here = await bench();
  for (let k = 0; k < 12; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  const held = Promise.withResolvers<void>();
  const models = fakeModels({ gate: () => held.promise });
  await using library = here.open({ models });
  const { engine } = library;
  await engine.addFolder(here.art);
  await library.until(async () => (await engine.status()).progress.total === 12);
  await engine.pauseIndexing();
  held.resolve();
  await engine.whenIdle();
  const paused = await engine.status();
  expect(paused.progress.phase).toBe('paused');
  expect(paused.pictures).toBeLessThan(12);
  await engine.resumeIndexing();
  await engine.whenIdle();
  expect((await engine.status()).pictures).toBe(12);
});

test('a cancelled run leaves the rest alone, takes in what is new, and the next start finishes it', async () => {
  await using here = await bench();
  for (let k = 0; k < 12; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  const held = Promise.withResolvers<void>();
  await using library = here.open({ models: fakeModels({ gate: () => held.promise }) });
  const { engine } = library;
  await engine.addFolder(here.art);
  await library.until(async () => (await engine.status()).progress.total === 12);
  await engine.cancelIndexing();
  held.resolve();
  await engine.whenIdle();
  const { pictures, progress } = await engine.status();
  expect(progress).toMatchObject({ phase: 'idle', secondsLeft: null });
  expect(pictures).toBeLessThan(12);
  await draw(here.art, 'new.png', [blue]);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await engine.status()).pictures).toBe(pictures + 1);
  await library[Symbol.asyncDispose]();
  await using again = here.open();
  await again.engine.whenIdle();
  expect((await again.engine.status()).pictures).toBe(13);
});
