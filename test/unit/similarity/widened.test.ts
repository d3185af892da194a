import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { findWidely, type WidelySearched } from '../../../electron/engine/similarity/widened.ts';
import { cosine } from '../../../electron/engine/vectors/centre.ts';

const thresholds = { same: 0.7, maybe: 0.3 };
const limits = { limit: 50, min: 0, thresholds };

/** A unit vector in a plane, by its angle in degrees. */
function at(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
}

function libraryOf(degrees: readonly number[], mayHelp: (face: FaceId) => boolean = () => true): WidelySearched {
  const vectors = degrees.map(at);
  return {
    find: (query, limit, min) => {
      const all = vectors.map((vector, face) => ({ face: face as FaceId, similarity: cosine(query, vector) }));
      const near = all.filter(({ similarity }) => similarity >= min);
      return Promise.resolve(near.sort((a, b) => b.similarity - a.similarity).slice(0, limit));
    },
    vectorOf: (face) => vectors[face],
    mayHelp,
  };
}

test('one sample without a sure hit finds what is nearest to it, by plain cosines', async () => {
  const found = await findWidely(libraryOf([50, 80]), [at(0)], limits);
  expect(found.map(({ face }) => face)).toEqual([0, 1]);
  expect(found[0]?.similarity).toBeCloseTo(cosine(at(0), at(50)), 6);
});

test('sure hits draw in what lies on their side', async () => {
  // Both others are 40 degrees from the sample; the sure hit lies towards the first.
  const found = await findWidely(libraryOf([40, -40, 20]), [at(0)], limits);
  expect(found.map(({ face }) => face)).toEqual([2, 0, 1]);
  const [, beside, across] = found.map(({ similarity }) => similarity) as [number, number, number];
  expect(beside - across).toBeCloseTo((cosine(at(10), at(40)) - cosine(at(10), at(-40))) / 2, 6);
});

test('a face that the artist gave to another character draws in nothing', async () => {
  const found = await findWidely(
    libraryOf([40, -40, 20, 10], (face) => face !== 2),
    [at(0)],
    limits,
  );
  const alone = await findWidely(libraryOf([40, -40, 10]), [at(0)], limits);
  expect(similarityOf(found, 0)).toBeCloseTo(similarityOf(alone, 0), 6);
});

test('several samples: half by the nearest, half by their centre', async () => {
  const found = await findWidely(libraryOf([110]), [at(0), at(60)], limits);
  expect(found[0]?.similarity).toBeCloseTo((cosine(at(60), at(110)) + cosine(at(30), at(110))) / 2, 6);
});

function similarityOf(found: readonly { face: FaceId; similarity: number }[], face: number): number {
  return found.find((near) => near.face === face)?.similarity ?? Number.NaN;
}
