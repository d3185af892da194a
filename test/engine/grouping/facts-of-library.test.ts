import { expect, test } from 'vitest';
import { openVectorLibrary } from '../../support/vector-library.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const dimensions = 8;

test('what is known of a library counts its close pairs, also after a start at which all faces must be compared again', async () => {
  await using library = openVectorLibrary({ dimensions, linkage: 0.6 });
  for (const vector of cloud(unit([1], dimensions), 50, 0.4, random(1))) library.add(vector);
  while (library.grouping.stale) await library.grouping.regroup();
  const pairs = library.grouping.facts?.close.length;
  expect(pairs).toBeGreaterThan(0);
  // The lists of neighbours that are stored end too early for this linkage.
  await using later = library.openAgain({ dimensions, linkage: 0.5 });
  while (later.stale) await later.regroup();
  expect(later.facts?.close).toHaveLength(pairs ?? 0);
});
