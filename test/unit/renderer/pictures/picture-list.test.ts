import { expect, test } from 'vitest';
import type { PictureScope } from '../../../../electron/contract/api/pictures-api.ts';
import { kindOfFile } from '../../../../renderer/pictures/kind-of-file.ts';
import { PictureList } from '../../../../renderer/pictures/picture-list.svelte.ts';

test('a list knows the proportions of all pictures, and whether they are of what is asked for now', async () => {
  const asked: unknown[] = [];
  const engine = {
    pictureShapes: async (scope: PictureScope, sort: string) => {
      asked.push([scope, sort]);
      return { count: 2, shapes: String.fromCharCode(256, 512) };
    },
    listPictures: async () => [],
  };
  const looks: boolean[] = [];
  const scope = { filter: { below: '/art' } };
  const list = new PictureList(engine, () => scope, { isBusy: () => false, onLook: (others) => looks.push(others) });
  expect([list.known, list.ratios.length]).toEqual([false, 0]);
  list.look.refresh();
  await new Promise(setImmediate);
  expect([list.known, [...list.ratios]]).toEqual([true, [1, 2]]);
  expect(asked).toEqual([[scope, 'newest']]);
  expect(looks).toEqual([true]);
});

test('a file is called by its kind as artists know it', () => {
  expect(['/a/b.PNG', 'c.clip', 'C:\\d.jpeg', 'e.txt', 'f'].map(kindOfFile)).toEqual([
    'PNG',
    'Clip Studio Paint',
    'JPEG',
    '',
    '',
  ]);
});
