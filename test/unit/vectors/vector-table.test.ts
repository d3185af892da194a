import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VectorTable } from '../../../electron/engine/vectors/vector-table.ts';
import { random, unit } from '../../support/vectors.ts';

function tableOf(count: number, dimensions: number, seed: number): { table: VectorTable; rows: number[][] } {
  const next = random(seed);
  const table = VectorTable.create(dimensions, 1);
  table.reserve(count);
  const rows = Array.from({ length: count }, (_, row) => {
    table.write(row, unit(Array.from({ length: dimensions }, () => next() - 0.5)));
    return [...table.rows(row, row + 1)];
  });
  return { table, rows };
}

function product(a: readonly number[] = [], b: readonly number[] = []): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

const sizes = [fc.integer(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 70 })] as const;

describe('a table of vectors', () => {
  test('gives the exact product of a query with every row, whatever the numbers of rows and dimensions', () => {
    fc.assert(
      fc.property(...sizes, (seed, count, dimensions) => {
        const { table, rows } = tableOf(count, dimensions, seed);
        const query = unit(Array.from({ length: dimensions }, (_, k) => k + 1));
        const whole = [...query].map((value) => Math.round(value * 32_767));
        const products = [...table.scan(query, 0, count)];
        expect(products).toEqual(rows.map((row) => product(whole, row)));
      }),
      { numRuns: 40 },
    );
  });

  test('gives the exact products of four rows with every row, and with rows gathered from all over it', () => {
    fc.assert(
      fc.property(...sizes, (seed, count, dimensions) => {
        const { table, rows } = tableOf(count, dimensions, seed);
        const queries = [count - 1, 0, count >> 1];
        const gathered = rows.map((_, k) => (k * 7) % count);
        const expected = (others: (readonly number[] | undefined)[]) =>
          others.flatMap((row) => [...queries.map((query) => product(rows[query], row)), 0]);
        table.ask(queries, 0);
        expect([...table.compare(0, count)]).toEqual(expected(rows));
        table.gather(gathered, 0, count);
        expect([...table.compareGathered(count)]).toEqual(expected(gathered.map((row) => rows[row])));
      }),
      { numRuns: 40 },
    );
  });

  test('keeps its rows while it grows, and is seen grown by another thread’s view of it', () => {
    const table = VectorTable.create(100, 2);
    const other = new VectorTable(table.handle, 1);
    const vector = (row: number) => unit([row + 1, ...Array<number>(99).fill(1)]);
    for (let row = 0; row < 5_000; row += 1) {
      table.reserve(row + 1);
      table.write(row, vector(row));
    }
    for (const row of [0, 1_023, 1_024, 4_999]) {
      const read = other.read(row);
      vector(row).forEach((value, k) => expect(Math.abs(value - (read[k] ?? 9))).toBeLessThan(2e-5));
    }
  });

  test('two threads of one table do not disturb each other', () => {
    const { table } = tableOf(10, 20, 1);
    const shared = VectorTable.create(20, 2);
    shared.reserve(10);
    for (let row = 0; row < 10; row += 1) shared.write(row, table.read(row));
    const other = new VectorTable(shared.handle, 1);
    shared.ask([0, 1, 2, 3], 0);
    other.ask([4, 5, 6, 7], 0);
    expect([...shared.compare(0, 10)]).not.toEqual([...other.compare(0, 10)]);
    table.ask([0, 1, 2, 3], 0);
    shared.ask([0, 1, 2, 3], 0);
    expect([...shared.compare(0, 10)]).toEqual([...table.compare(0, 10)]);
  });
});
