import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { likenessTo } from '../../../electron/engine/similarity/sample-likeness.ts';
import { cosine } from '../../../electron/engine/vectors/centre.ts';
import { unit } from '../../support/vectors.ts';

const library = [unit([1, 0, 0]), unit([1, 1, 0]), unit([0, 0, 1])];
const searched = {
  find: (query: Float32Array, _limit: number, min: number) =>
    Promise.resolve(
      library
        .map((vector, k) => ({ face: (k + 1) as FaceId, similarity: cosine(query, vector) }))
        .filter(({ similarity }) => similarity >= min),
    ),
};

test('of one sample the likeness is the cosine, and faces below the floor are not named', async () => {
  const { likeness } = await likenessTo(searched, { name: 'Mika', vectors: [unit([1, 0, 0])], floor: 0.4 });
  expect([...likeness]).toEqual([
    [1, 1],
    [2, expect.closeTo(Math.SQRT1_2)],
  ]);
});

test('of several samples it lies between that to the nearest and that to their centre', async () => {
  const vectors = [unit([1, 0, 0]), unit([0, 1, 0])];
  const { likeness } = await likenessTo(searched, { name: 'Mika', vectors, floor: 0.4 });
  expect(likeness.get(1 as FaceId)).toBeCloseTo((1 + Math.SQRT1_2) / 2);
  expect(likeness.get(2 as FaceId)).toBeCloseTo((Math.SQRT1_2 + 1) / 2);
});
