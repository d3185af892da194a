import { expect, test } from 'vitest';
import { storedRegions } from '../../../electron/engine/export/stored-regions.ts';
import { uprightBox } from '../../../electron/engine/import/upright-box.ts';
import type { Orientation } from '../../../electron/engine/pictures/orientation.ts';

const upright = { width: 200, height: 100 };
const box = [20, 10, 40, 30] as const;

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  'a region that our export wrote for orientation %i comes back to where it was',
  (orientation: Orientation) => {
    const [x, y, w, h] = [(20 + 20) / 200, (10 + 15) / 100, 40 / 200, 30 / 100];
    const mika = { id: 1, name: 'Mika', ...{ x, y, w, h }, rating: 0, favourite: false, note: '' } as const;
    const stored = storedRegions({ ...upright, regions: [mika], ifThere: [] }, orientation);
    const [region] = stored.regions;
    const corner = [region!.x - region!.w / 2, region!.y - region!.h / 2, region!.w, region!.h] as const;
    const size = { width: stored.width, height: stored.height };
    const back = uprightBox({ box: corner, frame: 'stored', size }, upright, orientation);
    expect(back?.map((value) => Math.round(value))).toEqual([...box]);
  },
);

test('programs that say it of the upright picture are understood by the size that they give', () => {
  const region = { box: [0.1, 0.1, 0.2, 0.3], frame: 'stored', size: upright } as const;
  expect(uprightBox(region, upright, 6)?.map((value) => Math.round(value))).toEqual([...box]);
});

test('a place in a picture of another shape is no place', () => {
  const region = { box: [0.1, 0.1, 0.2, 0.3], frame: 'stored', size: { width: 100, height: 100 } } as const;
  expect(uprightBox(region, upright, 1)).toBeNull();
  expect(uprightBox({ ...region, size: { width: 1001, height: 500 } }, upright, 1)).not.toBeNull();
});
