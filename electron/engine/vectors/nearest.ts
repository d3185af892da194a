import { blockRows, wholeUnit, type VectorTable } from './vector-table.ts';

/** Rows and their cosines to a query, best first. */
export interface NearRows {
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
}

/** The picture of each row; 0 where a row holds no face any more. */
export type RowPictures = Int32Array;

const perProduct = 1 / wholeUnit ** 2;

interface Found {
  readonly row: number;
  readonly product: number;
}

/** The `limit` rows from `from` to `to` most similar to a query, with a cosine of at least `min`; ties by row. */
export function searchRows(
  table: VectorTable,
  query: Float32Array,
  { pictures, from, to, limit, min }: { pictures: RowPictures; from: number; to: number; limit: number; min: number },
): NearRows {
  const found: Found[] = [];
  let floor = min / perProduct;
  for (let start = from; start < to; start += blockRows) {
    const count = Math.min(blockRows, to - start);
    const products = table.scan(query, start, count);
    for (let k = 0; k < count; k += 1) {
      const product = products[k] as number;
      if (product < floor || pictures[start + k] === 0) continue;
      found.push({ row: start + k, product });
      // Pruning at twice the limit keeps the cost of sorting small against the scan.
      if (found.length >= 2 * limit + 64) floor = Math.max(floor, keepBest(found, limit));
    }
  }
  keepBest(found, limit);
  return toNear(found);
}

/** Sorts, cuts to `limit` in place, and answers the lowest product that is left. */
function keepBest(found: Found[], limit: number): number {
  found.sort((a, b) => b.product - a.product || a.row - b.row);
  if (found.length > limit) found.length = limit;
  return found.length === limit ? (found[limit - 1]?.product ?? -Infinity) : -Infinity;
}

function toNear(found: readonly Found[]): NearRows {
  return {
    rows: Int32Array.from(found, ({ row }) => row),
    similarities: Float32Array.from(found, ({ product }) => product * perProduct),
  };
}

/** The best of several answers over different rows. */
export function bestOf(answers: readonly NearRows[], limit: number): NearRows {
  const all = answers.flatMap(({ rows, similarities }) =>
    Array.from(rows, (row, k) => ({ row, product: (similarities[k] as number) / perProduct })),
  );
  keepBest(all, limit);
  return toNear(all);
}
