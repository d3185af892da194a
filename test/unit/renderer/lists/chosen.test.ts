import { expect, test } from 'vitest';
import type { Face } from '../../../../electron/contract/api/faces-api.ts';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import { Grid } from '../../../../renderer/grid/grid.svelte.ts';
import { Chosen } from '../../../../renderer/lists/chosen.ts';
import { Pages } from '../../../../renderer/lists/pages.svelte.ts';

const arrived = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Faces 2 to 5; face 1 has just gone elsewhere. */
function facesWithoutFirst() {
  let ids = [2, 3, 4, 5];
  const pages = new Pages<Face>(async () => ids.map((id) => ({ id: id as FaceId }) as Face));
  const grid = new Grid(() => ({
    sections: [{ count: ids.length, heading: false }],
    metrics: { gap: 10, padding: 10, headingHeight: 20, tileWidth: 90, tileHeight: (width: number) => width },
  }));
  const chosen = new Chosen(pages, grid);
  const bringBack = async () => {
    ids = [1, ...ids];
    pages.refresh();
    await arrived();
  };
  return { pages, grid, chosen, bringBack };
}

const plain = { ctrl: false, shift: false };

test('the keys stay on the chosen face when another comes back before it', async () => {
  const { pages, grid, chosen, bringBack } = facesWithoutFirst();
  await pages.load(0);
  chosen.choose(2, plain);
  grid.activate(2);
  await bringBack();
  expect(pages.at(grid.active)?.id).toBe(4);
  expect(chosen.targets(grid.active)).toEqual([4]);
});

test('where nothing is chosen, the keys are on the face that has come back', async () => {
  const { pages, grid, bringBack } = facesWithoutFirst();
  await pages.load(0);
  grid.activate(0);
  await bringBack();
  expect(pages.at(grid.active)?.id).toBe(1);
});
