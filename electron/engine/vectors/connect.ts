import type { RowPictures } from './nearest.ts';
import { TopRows } from './top-rows.ts';
import { gatheredRows, queriesAtOnce, wholeUnit, type VectorTable } from './vector-table.ts';

/** Rows that stay in the processor's cache while all queries pass over them. */
const cachedRows = 256;

/** What counts as a neighbour of a row. */
export interface NeighbourRule {
  readonly pictures: RowPictures;
  /** Whether two faces of one picture are no neighbours. */
  readonly picturesApart: boolean;
  /** Neighbours of a row, at most. */
  readonly limit: number;
  /** Lowest cosine. */
  readonly min: number;
}

/** Neighbours of many rows, `limit` each, best first. */
export interface Neighbours {
  readonly limit: number;
  /** queries × limit; -1: none. */
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
}

/** Neighbours of some rows: entry k of `queries` has list k of `found`. */
export interface FoundNeighbours {
  readonly queries: Int32Array;
  readonly found: Neighbours;
}

/** The nearest rows of each query among the first `count` rows: exact, every pair is compared. */
export function connectRows(table: VectorTable, queries: Int32Array, count: number, rule: NeighbourRule): Neighbours {
  const top = new TopRows(queries.length, rule.limit, rule.min * wholeUnit ** 2);
  for (let from = 0; from < count; from += cachedRows) {
    const rows = Math.min(cachedRows, count - from);
    for (let query = 0; query < queries.length; query += queriesAtOnce) {
      table.ask(queries, query);
      takeBetter(top, table.compare(from, rows), { queries, first: query, index: null, rowAt: (k) => from + k, rule });
    }
  }
  return toNeighbours(top);
}

/** Which rows lie in which cell: those of cell c are `members[starts[c] .. starts[c + 1]]`. */
export interface Cells {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** The `probes` nearest centres of each row from `from` to `to`: rows × probes, -1: none. */
export function assignCells(
  table: VectorTable,
  centres: Int32Array,
  from: number,
  to: number,
  probes: number,
): Int32Array {
  const queries = Int32Array.from({ length: to - from }, (_, k) => from + k);
  const top = new TopRows(queries.length, probes, -Infinity);
  for (let first = 0; first < centres.length; first += gatheredRows) {
    const count = Math.min(gatheredRows, centres.length - first);
    table.gather(centres, first, count);
    for (let query = 0; query < queries.length; query += queriesAtOnce) {
      table.ask(queries, query);
      takeBetter(top, table.compareGathered(count), {
        queries,
        first: query,
        index: null,
        rowAt: (k) => first + k,
        rule: null,
      });
    }
  }
  return top.rows;
}

/**
 * The nearest rows of each query among those of the cells that are nearest to it: `probed` holds queries × probes cells. Not
 * exact; how much is found depends on the cells.
 */
export function connectInCells(
  table: VectorTable,
  cells: Cells,
  { queries, probed, rule }: { queries: Int32Array; probed: Int32Array; rule: NeighbourRule },
): Neighbours {
  const top = new TopRows(queries.length, rule.limit, rule.min * wholeUnit ** 2);
  const askers = askersOf(probed, cells.starts.length - 1, queries.length);
  for (let cell = 0; cell + 1 < cells.starts.length; cell += 1) {
    const index = askers.members.subarray(askers.starts[cell], askers.starts[cell + 1]);
    const asking = index.map((at) => queries[at] as number);
    const end = cells.starts[cell + 1] as number;
    for (let first = cells.starts[cell] as number; first < end; first += gatheredRows) {
      const count = Math.min(gatheredRows, end - first);
      const rowAt = (k: number): number => cells.members[first + k] as number;
      table.gather(cells.members, first, count);
      for (let query = 0; query < asking.length; query += queriesAtOnce) {
        table.ask(asking, query);
        takeBetter(top, table.compareGathered(count), { queries: asking, first: query, index, rowAt, rule });
      }
    }
  }
  return toNeighbours(top);
}

/** Turns a list of cells for each row into a list of rows for each cell. `width` cells a row. */
export function askersOf(probed: Int32Array, cells: number, rows: number): Cells {
  const width = rows > 0 ? probed.length / rows : 0;
  const starts = new Int32Array(cells + 1);
  for (const cell of probed) if (cell >= 0) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell += 1)
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  const members = new Int32Array(starts[cells] as number);
  const next = starts.slice();
  probed.forEach((cell, k) => {
    if (cell < 0) return;
    members[next[cell] as number] = Math.floor(k / width);
    next[cell] = (next[cell] as number) + 1;
  });
  return { starts, members };
}

interface Compared {
  readonly queries: Int32Array;
  /** The first of the four queries. */
  readonly first: number;
  /** Where the answers of a query are kept; null: at its own place. */
  readonly index: Int32Array | null;
  readonly rowAt: (k: number) => number;
  /** null: everything counts. */
  readonly rule: NeighbourRule | null;
}

/** Takes from `products`, four a row, what is better than what is known. */
function takeBetter(top: TopRows, products: Int32Array, { queries, first, index, rowAt, rule }: Compared): void {
  const asked = Math.min(queriesAtOnce, queries.length - first);
  for (let q = 0; q < asked; q += 1) {
    const at = index ? (index[first + q] as number) : first + q;
    const query = queries[first + q] as number;
    let bar = top.bar(at);
    for (let k = q; k < products.length; k += queriesAtOnce) {
      const product = products[k] as number;
      if (product <= bar) continue;
      const row = rowAt((k - q) / queriesAtOnce);
      if (rule && !mayNeighbour(rule, query, row)) continue;
      top.take(at, row, product);
      bar = top.bar(at);
    }
  }
}

function mayNeighbour({ pictures, picturesApart }: NeighbourRule, a: number, b: number): boolean {
  const picture = pictures[b] as number;
  return a !== b && picture !== 0 && !(picturesApart && picture === pictures[a]);
}

function toNeighbours({ rows, products, limit }: TopRows): Neighbours {
  const similarities = new Float32Array(new SharedArrayBuffer(4 * products.length));
  for (let k = 0; k < products.length; k += 1) similarities[k] = Math.max(-1, (products[k] as number) / wholeUnit ** 2);
  return { limit, rows, similarities };
}
