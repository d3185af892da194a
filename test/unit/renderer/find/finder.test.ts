import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { FindOptions, FindQuery, Match } from '../../../../electron/contract/api/find-api.ts';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { FaceId, PictureId } from '../../../../electron/contract/ids.ts';
import { Finder } from '../../../../renderer/find/finder.svelte.ts';

/** An engine with three matches, which notes what it is asked. */
function rig() {
  const asked: (readonly FindQuery[])[] = [];
  const within: (string | undefined)[] = [];
  const match = (similarity: number) => ({ similarity, picture: 1, probability: similarity }) as unknown as Match;
  let samples = 0;
  const engine = {
    openSample: async ({ path }: { path: string }) => {
      if (path.includes('broken')) throw new AppError('picture-unreadable', path);
      samples += 1;
      return { id: samples, name: path, size: { width: 9, height: 9 }, faces: [{}, {}] };
    },
    getPicture: async () => ({ id: 1, size: { width: 9, height: 9 }, paths: ['p.png'], faces: [{ id: 7 }, { id: 8 }] }),
    checkQuery: async () => [],
    find: async (queries: readonly FindQuery[], options: FindOptions) => {
      asked.push(queries);
      within.push(options.within);
      return { matches: [match(0.9), match(0.6), match(0.2)], thresholds: { same: 0.8, maybe: 0.5 }, border: [] };
    },
  };
  const names = { characters: [], series: [], tags: [], outfits: [], folders: [] };
  return { finder: new Finder(engine as unknown as EngineApi, () => names), asked, engine, within };
}

test('the borders start where the engine draws them, and the artist moves them without asking again', async () => {
  const { finder, asked } = rig();
  await finder.openSample({ path: 'a.png' });
  expect([finder.same.faces, finder.maybe.faces, finder.banded.different.length]).toEqual([1, 1, 1]);
  finder.borders = { same: 0.55, maybe: 0.1 };
  expect([finder.same.faces, finder.maybe.faces, finder.banded.different.length]).toEqual([2, 1, 0]);
  expect(asked).toHaveLength(1);
});

test('a second sample joins the first, and the face chosen in it counts', async () => {
  const { finder, asked } = rig();
  await finder.openSample({ path: 'a.png' });
  await finder.addFace(8 as FaceId, 1 as PictureId);
  await finder.chooseFace(0);
  expect(asked.at(-1)).toEqual([{ sample: 1, face: 0 }, { libraryFace: 7 }]);
});

test('a sample that is taken out is not asked for any more; the last one stays', async () => {
  const { finder, asked } = rig();
  await finder.openSample({ path: 'a.png' });
  await finder.addSample({ path: 'b.png' });
  await finder.remove(0);
  await finder.remove(0);
  expect(asked.at(-1)).toEqual([{ sample: 2, face: 0 }]);
  expect(finder.samples).toHaveLength(1);
});

test('a second sample that cannot be read leaves the results as they are', async () => {
  const { finder } = rig();
  await finder.openSample({ path: 'a.png' });
  await expect(finder.addSample({ path: 'broken.png' })).rejects.toMatchObject({ code: 'picture-unreadable' });
  expect(finder.error).toBeNull();
  expect(finder.matches).toHaveLength(3);
});

test('samples that the engine has forgotten are opened again on request, with the faces that were chosen', async () => {
  const { finder, asked, engine } = rig();
  await finder.openSample({ path: 'a.png' });
  await finder.chooseFace(1);
  const { find } = engine;
  engine.find = () => Promise.reject(new AppError('sample-gone', 1));
  await finder.again();
  expect(finder.error?.code).toBe('sample-gone');
  engine.find = find;
  await finder.retry();
  expect(asked.at(-1)).toEqual([{ sample: 2, face: 1 }]);
  expect(finder.error).toBeNull();
});

test('a sample is looked for in the pictures of a search, as far as that can be read', async () => {
  const { finder, within } = rig();
  await finder.openSample({ path: 'a.png' });
  finder.within.set(' folder:cards ');
  finder.within.set('folder:');
  finder.within.set('');
  expect(within).toEqual([undefined, 'folder:cards', undefined]);
});
