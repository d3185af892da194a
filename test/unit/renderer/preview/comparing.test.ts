import { expect, test } from 'vitest';
import type { Box } from '../../../../electron/contract/geometry.ts';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import { Comparing, isEverywhere } from '../../../../renderer/preview/comparing.svelte.ts';

const picture = (id: number) => ({
  ...{ id: id as PictureId, path: `/${id}.png` },
  size: { width: 8, height: 8, isPreview: false },
});
const spot: Box = [0.1, 0.1, 0.2, 0.2];

function opened(pictures: readonly ReturnType<typeof picture>[], differences: boolean) {
  const asked: (readonly [number, number])[] = [];
  const comparing = new Comparing({
    differentSpots: async (a, b) => {
      asked.push([a, b]);
      return b === 3 ? null : [spot];
    },
  });
  comparing.open(pictures, () => undefined, differences);
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { comparing, asked, settled };
}

test('of two pictures, what differs is marked in both, once it is asked for', async () => {
  const { comparing, asked, settled } = opened([picture(1), picture(2)], false);
  await settled();
  expect([asked, comparing.spotsOf(2 as PictureId)]).toEqual([[], undefined]);
  comparing.turnDifferences();
  await settled();
  expect([comparing.spotsOf(1 as PictureId), comparing.spotsOf(2 as PictureId)]).toEqual([[spot], [spot]]);
  comparing.turnDifferences();
  comparing.turnDifferences();
  expect(asked).toEqual([[1, 2]]);
});

test('of more pictures, each is compared with the first; one of another shape says so', async () => {
  const { comparing, settled } = opened([picture(1), picture(2), picture(3)], true);
  await settled();
  expect([1, 2, 3].map((id) => comparing.spotsOf(id as PictureId))).toEqual([undefined, [spot], null]);
});

test('what differs all over is no spot in a picture', () => {
  expect([isEverywhere([[0, 0, 1, 1]]), isEverywhere([spot]), isEverywhere([])]).toEqual([true, false, false]);
});
