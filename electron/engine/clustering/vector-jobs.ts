import {
  askersOf,
  assignCells,
  connectInCells,
  connectRows,
  type Cells,
  type NeighbourRule,
  type Neighbours,
} from '../vectors/connect.ts';
import { groupRows, type GroupRequest, type RowGroups } from './group-rows.ts';
import { searchRows, type NearRows, type RowPictures } from '../vectors/nearest.ts';
import type { TableHandle, VectorTable } from '../vectors/vector-table.ts';

/** What a thread that works on vectors is started with. */
export interface VectorThreadData {
  readonly handle: TableHandle;
  readonly zone: number;
}

/** Work on the vectors of a library. Large arrays lie in shared memory and are not copied. */
export type VectorJob =
  | {
      readonly kind: 'search';
      readonly query: Float32Array;
      readonly pictures: RowPictures;
      readonly from: number;
      readonly to: number;
      readonly limit: number;
      readonly min: number;
    }
  | { readonly kind: 'connect'; readonly queries: Int32Array; readonly count: number; readonly rule: NeighbourRule }
  | {
      readonly kind: 'assign';
      readonly centres: Int32Array;
      readonly from: number;
      readonly to: number;
      readonly probes: number;
      /** All rows × probes, shared: the answer stands there. */
      readonly into: Int32Array;
    }
  | {
      readonly kind: 'connectInCells';
      readonly cellCount: number;
      readonly probes: number;
      readonly queries: Int32Array;
      /** The nearest cells of every row, rows × probes. */
      readonly probed: Int32Array;
      readonly rule: NeighbourRule;
    }
  | { readonly kind: 'group'; readonly request: GroupRequest };

export interface VectorAnswers {
  readonly search: NearRows;
  readonly connect: Neighbours;
  readonly assign: null;
  readonly connectInCells: Neighbours;
  readonly group: RowGroups;
}

export type JobOf<K extends VectorJob['kind']> = Extract<VectorJob, { kind: K }>;

/** Does a job, in whatever thread has the table. */
export function doJob(table: VectorTable, job: VectorJob): VectorAnswers[VectorJob['kind']] {
  switch (job.kind) {
    case 'search':
      return searchRows(table, job.query, job);
    case 'connect':
      return connectRows(table, job.queries, job.count, job.rule);
    case 'assign':
      job.into.set(assignCells(table, job.centres, job.from, job.to, job.probes), job.from * job.probes);
      return null;
    case 'connectInCells':
      return connectInCells(table, cellsOf(job), { ...job, probed: rowsOf(job.probed, job.queries, job.probes) });
    case 'group':
      return groupRows(table, job.request);
  }
}

/** Each row lies in the nearest of its cells. */
function cellsOf({ probed, probes, cellCount }: JobOf<'connectInCells'>): Cells {
  const rows = probed.length / probes;
  const own = Int32Array.from({ length: rows }, (_, row) => probed[row * probes] as number);
  return askersOf(own, cellCount, rows);
}

function rowsOf(probed: Int32Array, rows: Int32Array, probes: number): Int32Array {
  const chosen = new Int32Array(rows.length * probes);
  rows.forEach((row, k) => chosen.set(probed.subarray(row * probes, (row + 1) * probes), k * probes));
  return chosen;
}
