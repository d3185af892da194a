import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askersOf, assignCells, connectInCells, connectRows } from '../../../electron/engine/vectors/connect.ts';
import { VectorTable } from '../../../electron/engine/vectors/vector-table.ts';
import { random, unit } from '../../support/vectors.ts';

const dimensions = 6;

function tableOf(count: number, seed: number): { table: VectorTable; vectors: Float32Array[] } {
  const next = random(seed);
  const table = VectorTable.create(dimensions, 1);
  table.reserve(count);
  const vectors = Array.from({ length: count }, () => unit(Array.from({ length: dimensions }, () => next() - 0.5)));
  vectors.forEach((vector, row) => table.write(row, vector));
  return { table, vectors };
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

const limit = 3;
const min = 0.2;

/** The cosines of the best few others, by the definition. */
function expected(vectors: readonly Float32Array[], pictures: Int32Array, query: number): number[] {
  const others = vectors.flatMap((vector, row) => {
    if (row === query || pictures[row] === 0 || pictures[row] === pictures[query]) return [];
    return [cosine(vector, vectors[query] as Float32Array)];
  });
  return others
    .filter((value) => value >= min)
    .sort((a, b) => b - a)
    .slice(0, limit);
}

function found(similarities: Float32Array, query: number): number[] {
  return [...similarities.slice(query * limit, (query + 1) * limit)].filter((value) => value >= 0);
}

const libraries = [fc.integer(), fc.integer({ min: 1, max: 80 })] as const;

describe('connecting rows', () => {
  test('finds the nearest rows of each: none of its own picture, none without a face', () => {
    fc.assert(
      fc.property(...libraries, (seed, count) => {
        const { table, vectors } = tableOf(count, seed);
        const pictures = Int32Array.from(vectors, (_, row) => (row * 5) % 20);
        const queries = Int32Array.from(vectors, (_, row) => row);
        const rule = { pictures, picturesApart: true, limit, min };
        const { rows, similarities } = connectRows(table, queries, count, rule);
        for (const query of queries) {
          const cosines = expected(vectors, pictures, query);
          const near = found(similarities, query);
          expect(near.length).toBe(cosines.length);
          near.forEach((value, k) => expect(value).toBeCloseTo(cosines[k] ?? NaN, 3));
          near.forEach((value, k) => {
            const row = rows[query * limit + k] as number;
            expect(cosine(vectors[row] as Float32Array, vectors[query] as Float32Array)).toBeCloseTo(value, 3);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('in cells finds the same where every cell is asked', () => {
    fc.assert(
      fc.property(...libraries, (seed, count) => {
        const { table, vectors } = tableOf(count, seed);
        const pictures = Int32Array.from(vectors, (_, row) => row + 1);
        const rule = { pictures, picturesApart: true, limit, min };
        const centres = Int32Array.of(0, count >> 1, count - 1);
        const probed = assignCells(table, centres, 0, count, centres.length);
        const cells = askersOf(assignCells(table, centres, 0, count, 1), centres.length, count);
        const queries = Int32Array.from(vectors, (_, row) => row);
        const exact = connectRows(table, queries, count, rule);
        const inCells = connectInCells(table, cells, { queries, probed, rule });
        expect(inCells.similarities).toEqual(exact.similarities);
      }),
      { numRuns: 40 },
    );
  });
});
