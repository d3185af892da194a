import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups } from '../../../electron/cli/groups.ts';
import { blue, draw, green, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';

/** A watched folder with red faces, two of its own and `others`, in a group called Sylvie. */
async function openWatched(here: Bench, others = 0) {
  await draw(here.art, 'a.png', [red]);
  await draw(here.art, 'b.png', [shade(red, 10)]);
  const watched = here.open({ watch: true });
  const { engine } = watched;
  await engine.addFolder(here.art);
  await watched.until(async () => (await listGroups(engine))[0]?.faces.length === 2 + others);
  const [group] = await engine.listCharacters();
  await engine.nameCharacter(group!.id, 'Sylvie');
  return watched;
}

test('an added picture joins its group by itself', async () => {
  await using here = await bench();
  await using watched = await openWatched(here);
  await draw(here.art, 'new/c.png', [shade(red, 20)]);
  await watched.until(async () => (await listGroups(watched.engine))[0]?.faces.length === 3);
  expect((await watched.engine.listCharacters())[0]).toMatchObject({ name: 'Sylvie', faces: 3 });
});

test('a changed picture shows its new faces', async () => {
  await using here = await bench();
  await using watched = await openWatched(here);
  await draw(here.art, 'b.png', [blue, green], 3);
  await watched.until(async () => (await watched.engine.status()).faces === 3);
  expect((await watched.engine.listCharacters())[0]).toMatchObject({ name: 'Sylvie', faces: 1 });
});

test('a picture that is moved while the app watches keeps its face and name', async () => {
  await using here = await bench();
  await using watched = await openWatched(here);
  const before = (await listGroups(watched.engine))[0]!.faces.map(({ id }) => id);
  await rename(join(here.art, 'a.png'), join(here.art, 'renamed.png'));
  const isThere = async () =>
    (await listGroups(watched.engine))[0]?.faces.some((face) => face.path.endsWith('renamed.png'));
  await watched.until(async () => (await isThere()) === true);
  await watched.until(async () => (await listGroups(watched.engine))[0]?.faces.length === 2);
  const [group] = await listGroups(watched.engine);
  expect(group?.name).toBe('Sylvie');
  expect(group?.faces.map(({ id }) => id).sort()).toEqual(before.sort());
});

test('a deleted folder takes its pictures out of the groups', async () => {
  await using here = await bench();
  await draw(here.art, 'old/c.png', [shade(red, 20)]);
  await draw(here.art, 'old/deep/d.png', [shade(red, 30)]);
  await using watched = await openWatched(here, 2);
  await rm(join(here.art, 'old'), { recursive: true });
  await watched.until(async () => (await watched.engine.status()).faces === 2);
  expect((await watched.engine.listFolders())[0]).toMatchObject({ state: 'watching', pictures: 2 });
});
