import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Character } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterAbout } from '../../../../electron/contract/catalogue-model.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { likenessBins } from '../../../../renderer/overview/likeness-bins.ts';
import { seriesOf } from '../../../../renderer/overview/series-of.ts';
import { treemap } from '../../../../renderer/overview/treemap.ts';
import { yearsOf } from '../../../../renderer/overview/years-of.ts';

function group(id: number, more: Partial<Character> = {}): Character {
  return {
    ...{ id: id as CharacterId, name: `N${id}`, confirmed: true, hidden: false, colour: null, cover: null },
    ...{ faces: id, suggestions: 0, pictures: id, covers: [] },
    ...more,
  };
}

const about = (...series: string[]) => ({ series }) as unknown as CharacterAbout;

test('a treemap fills its room with areas by weight, inside of it', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 50, max: 900 }), fc.integer({ min: 50, max: 900 }), (of, width, height) => {
      const sorted = of.toSorted((a, b) => b - a);
      const total = sorted.reduce((sum, weight) => sum + weight, 0);
      const places = treemap(sorted, { width, height });
      for (const [at, place] of places.entries()) {
        expect(place.width * place.height).toBeCloseTo(((sorted[at] ?? 0) / total) * width * height, 3);
        expect(Math.min(place.left, place.top)).toBeGreaterThanOrEqual(0);
        expect(place.left + place.width).toBeLessThanOrEqual(width + 1e-6);
        expect(place.top + place.height).toBeLessThanOrEqual(height + 1e-6);
      }
    }),
  );
});

test('equal weights become near squares', () => {
  for (const { width, height } of treemap(Array(12).fill(1), { width: 400, height: 300 }))
    expect(Math.max(width / height, height / width)).toBeLessThan(1.6);
});

test('a year has all of its months, those without a face too', () => {
  const years = yearsOf([
    { month: '2019-12', named: 1, unnamed: 0 },
    { month: '2024-03', named: 2, unnamed: 5 },
  ]);
  expect(years.map(([year, months]) => [year, months.length])).toEqual([
    ['2019', 12],
    ['2024', 12],
  ]);
  expect(years[1]?.[1].slice(1, 3)).toEqual([
    { month: '2024-02', named: 0, unnamed: 0 },
    { month: '2024-03', named: 2, unnamed: 5 },
  ]);
});

test('series come by their faces, largest characters first, and those in none last', () => {
  const cast = [
    group(1, { about: about('A', 'B') }),
    group(5),
    group(3, { about: about('B') }),
    group(9, { name: null, about: about('A') }),
  ];
  expect(seriesOf(cast).map(({ name, cast: of, faces }) => [name, of.map(({ id }) => id), faces])).toEqual([
    ['B', [3, 1], 4],
    ['A', [1], 1],
    [null, [5], 5],
  ]);
});

test('groups are cut into steps from the loosest to the tightest; hidden ones are left out', () => {
  const groups = new Map(
    [group(1), group(2, { confirmed: false }), group(3, { hidden: true }), group(4)].map((one) => [one.id, one]),
  );
  const likeness = [0.9, 0.3, 0.1, 0.32].map((value, at) => ({ character: (at + 1) as CharacterId, likeness: value }));
  const bins = likenessBins(likeness, (id) => groups.get(id) ?? null);
  expect(bins).toHaveLength(12);
  expect([bins[0]?.groups.map(({ id }) => id), bins[0]?.confirmed]).toEqual([[2, 4], 1]);
  expect(bins.at(-1)?.groups.map(({ id }) => id)).toEqual([1]);
  expect([bins[0]?.from, bins.at(-1)?.to]).toEqual([0.3, expect.closeTo(0.9, 6)]);
  expect(likenessBins([], () => null)).toEqual([]);
});
