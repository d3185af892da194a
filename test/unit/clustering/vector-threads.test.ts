import { expect, test } from 'vitest';
import type { FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { bestOf } from '../../../electron/engine/vectors/nearest.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import { VectorThreads } from '../../../electron/engine/clustering/vector-threads.ts';
import { random, unit } from '../../support/vectors.ts';

function filled(count: number): VectorIndex {
  const next = random(5);
  const index = new VectorIndex(16);
  for (let k = 1; k <= count; k += 1) {
    index.set(k as FaceId, unit(Array.from({ length: 16 }, () => next() - 0.5)), k as PictureId);
  }
  return index;
}

test('threads find together what one search finds, also among faces that came after they started', async () => {
  const index = filled(3_000);
  await using threads = new VectorThreads(index.table.handle);
  const query = index.get(1_234 as FaceId) as Float32Array;
  const search = async () => {
    const { pictures, rowCount } = index;
    const found = await threads.runSplit('search', 0, rowCount, (from, to) => {
      return [query, { pictures, from, to, limit: 20, min: 0 }];
    });
    const { rows, similarities } = bestOf(found, 20);
    return index.toFaces(rows, similarities);
  };
  expect(await search()).toEqual(index.search(query, 20, 0));
  for (let k = 5_000; k < 9_000; k += 1) index.set(k as FaceId, query, k as PictureId);
  index.delete(1_234 as FaceId);
  const found = await search();
  expect(found).toEqual(index.search(query, 20, 0));
  expect(found[0]?.face).toBe(5_000);
});

test('threads that were closed refuse work', async () => {
  const index = filled(10);
  const threads = new VectorThreads(index.table.handle);
  await threads[Symbol.asyncDispose]();
  const rule = { pictures: index.pictures, picturesApart: true, limit: 1, min: 0 };
  await expect(threads.run('connect', Int32Array.of(0), 10, rule)).rejects.toMatchObject({ code: 'engine-stopped' });
});
