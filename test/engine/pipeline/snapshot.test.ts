import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LibrarySnapshot } from '../../../electron/contract/api/library-api.ts';
import { draw, green, red, shade } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench } from '../../support/library.ts';

/** Where counts do not agree with each other; nothing where they do. */
function disagreements({ status, characters, folders }: LibrarySnapshot): string[] {
  const shown = characters.filter(({ faces }) => faces > 0);
  const grouped = shown.reduce((sum, { faces }) => sum + faces, 0);
  return [
    ...(status.characters === shown.length ? [] : [`${status.characters} groups, ${shown.length} listed`]),
    ...(status.faces === grouped + status.ungrouped ? [] : [`${status.faces} faces, ${grouped} + ${status.ungrouped}`]),
    ...(status.folders === folders.length ? [] : [`${status.folders} folders, ${folders.length} listed`]),
    ...(status.progress.done <= status.progress.total ? [] : ['more done than there are']),
  ];
}

test('counts agree with each other at every moment of indexing', async () => {
  await using here = await bench();
  for (let k = 0; k < 40; k += 1) await draw(here.art, `${k}.png`, [shade(k % 3 ? red : green, k)], k);
  // The last pictures wait until some of the others are stored.
  const someStored = Promise.withResolvers<void>();
  let looks = 0;
  const gate = () => ((looks += 1) < 30 ? setTimeout(5) : someStored.promise);
  await using library = here.open({ models: fakeModels({ gate }) });
  const { engine } = library;
  await engine.addFolder(here.art);
  const seen: LibrarySnapshot[] = [];
  const idle = engine.whenIdle().then(() => true);
  while (!(await Promise.race([idle, setTimeout(10, false)]))) {
    const snapshot = await engine.snapshot();
    seen.push(snapshot);
    if (snapshot.status.pictures > 0) someStored.resolve();
  }
  seen.push(await engine.snapshot());
  expect(seen.flatMap(disagreements)).toEqual([]);
  // It was looked at while pictures were being indexed.
  expect(seen.some(({ status }) => status.pictures > 0 && status.pictures < 40)).toBe(true);
  expect(seen.at(-1)?.status).toMatchObject({ pictures: 40, faces: 40 });
});

test('what an edit has changed is in the next snapshot', async () => {
  await using here = await bench();
  for (let k = 0; k < 4; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const { characters } = await engine.snapshot();
  await engine.nameCharacter(characters[0]!.id, 'Mika');
  const after = await engine.snapshot();
  expect(after.characters[0]?.name).toBe('Mika');
  expect(after.status.undo).toMatchObject({ kind: 'name', name: 'Mika' });
});
