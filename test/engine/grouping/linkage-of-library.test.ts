import { expect, test } from 'vitest';
import { openVectorLibrary } from '../../support/vector-library.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const dimensions = 8;
/** Two directions whose cosine is .8. */
const [one, other] = [unit([1, 0], dimensions), unit([0.8, 0.6], dimensions)];

test('where the linkage of a library rises as it grows, all of it is grouped by the new one', async () => {
  const rise = ({ faces }: { readonly faces: number }) => (faces >= 60 ? 0.3 : 0);
  await using library = openVectorLibrary({ dimensions, linkage: 0.6, rise });
  const { grouping } = library;
  const next = random(1);
  const settle = async () => {
    while (grouping.stale) await grouping.regroup();
  };
  // So few that each face has some of the others among its sixteen neighbours.
  for (const centre of [one, other]) for (const vector of cloud(centre, 10, 0.02, next)) library.add(vector);
  await settle();
  const sizes = () => [...new Set(library.groups().values())].filter((group) => group !== null).length;
  expect([grouping.linkage, sizes()]).toEqual([0.6, 1]);
  for (const centre of [one, other]) for (const vector of cloud(centre, 30, 0.02, next)) library.add(vector);
  await settle();
  expect(grouping.linkage).toBeCloseTo(0.9);
  expect(sizes()).toBe(2);
});

test('a larger library that is grouped only around what changed is grouped as a whole then, too', async () => {
  const rise = ({ faces }: { readonly faces: number }) => (faces >= 60 ? 0.3 : 0);
  await using library = openVectorLibrary({ dimensions, linkage: 0.6, rise, wholeBelow: 0 });
  const next = random(2);
  const settle = async () => {
    while (library.grouping.stale) await library.grouping.regroup();
  };
  const groupsNow = () => new Set(library.groups().values()).size;
  for (const centre of [one, other]) for (const vector of cloud(centre, 10, 0.02, next)) library.add(vector);
  await settle();
  expect(groupsNow()).toBe(1);
  const far = unit([0, 0, 0, 1], dimensions);
  for (const vector of cloud(far, 50, 0.02, next)) library.add(vector);
  await settle();
  expect(groupsNow()).toBe(3);
});
