import {
  askersOf,
  assignCells,
  connectInCells,
  connectRows,
  type Cells,
  type NeighbourRule,
  type Neighbours,
} from '../vectors/connect.ts';
import { searchRows, type NearRows, type RowPictures } from '../vectors/nearest.ts';
import type { TableHandle, VectorTable } from '../vectors/vector-table.ts';
import { groupRows, type GroupRequest, type RowGroups } from './group-rows.ts';
import { partsByLikeness, type PartsByLikeness, type PartsWanted } from './parts-by-likeness.ts';

/** What a thread that works on vectors is started with. */
export interface VectorThreadData {
  readonly handle: TableHandle;
  readonly zone: number;
}

interface SearchPart {
  readonly pictures: RowPictures;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly min: number;
}

interface CellAssignment {
  readonly centres: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly probes: number;
  /** All rows × probes, shared: the answer stands there. */
  readonly into: Int32Array;
}

interface CellSearch {
  readonly cellCount: number;
  readonly probes: number;
  readonly queries: Int32Array;
  /** The nearest cells of every row, rows × probes. */
  readonly probed: Int32Array;
  readonly rule: NeighbourRule;
}

export type VectorJobs = ReturnType<typeof vectorJobs>;

/** Work on the vectors of a library. Large arrays lie in shared memory and are not copied. */
export function vectorJobs(table: VectorTable) {
  return {
    search: (query: Float32Array, part: SearchPart): NearRows => searchRows(table, query, part),
    connect: (queries: Int32Array, count: number, rule: NeighbourRule): Neighbours =>
      connectRows(table, queries, count, rule),
    assign({ centres, from, to, probes, into }: CellAssignment): void {
      into.set(assignCells(table, centres, from, to, probes), from * probes);
    },
    connectInCells: (search: CellSearch): Neighbours =>
      connectInCells(table, cellsOf(search), {
        ...search,
        probed: rowsOf(search.probed, search.queries, search.probes),
      }),
    group: (request: GroupRequest): RowGroups => groupRows(table, request),
    split: (rows: readonly number[], wanted: PartsWanted): PartsByLikeness =>
      partsByLikeness(
        rows.map((row) => table.read(row)),
        wanted,
      ),
  };
}

/** Each row lies in the nearest of its cells. */
function cellsOf({ probed, probes, cellCount }: CellSearch): Cells {
  const rows = probed.length / probes;
  const own = Int32Array.from({ length: rows }, (_, row) => probed[row * probes] as number);
  return askersOf(own, cellCount, rows);
}

function rowsOf(probed: Int32Array, rows: Int32Array, probes: number): Int32Array {
  const chosen = new Int32Array(rows.length * probes);
  rows.forEach((row, k) => chosen.set(probed.subarray(row * probes, (row + 1) * probes), k * probes));
  return chosen;
}
