import type { FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { connectRows } from '../../../electron/engine/vectors/connect.ts';
import { groupRows, type GroupRequest } from '../../../electron/engine/clustering/group-rows.ts';
import { groupingRule, neighbourLimit } from '../../../electron/engine/vectors/grouping-rule.ts';
import { NeighbourGraph } from '../../../electron/engine/vectors/neighbour-graph.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import type { KnownFace } from './verification.ts';

export interface GroupAccuracy {
  readonly linkage: number;
  /** Groups of at least two faces, against identities with at least two. */
  readonly groups: number;
  readonly identities: number;
  /** B-cubed (Bagga and Baldwin, 1998): for each face, how pure its group is and how much of its identity is in it. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Adjusted Rand index (Hubert and Arabie, 1985). */
  readonly ari: number;
}

/** Groups faces as the app does, each in a picture of its own, at each linkage; compares with their identities. */
export function judgeGrouping(faces: readonly KnownFace[], linkages: readonly number[]): GroupAccuracy[] {
  const truth = faces.map(({ identity }) => identity);
  const group = grouperOf(faces, Math.min(...linkages));
  return linkages.map((linkage) => ({ linkage, ...compare(truth, [...group(linkage)]) }));
}

/** The group of each face at a linkage. */
export function groupAt(faces: readonly KnownFace[], linkage: number): Int32Array {
  return grouperOf(faces, linkage)(linkage);
}

function grouperOf(faces: readonly KnownFace[], lowest: number): (linkage: number) => Int32Array {
  const group = groupsAround(faces, lowest);
  const fixed = new Int32Array(faces.length).fill(-1);
  return (linkage) => group({ fixed }, linkage);
}

type Decided = Pick<GroupRequest, 'fixed' | 'apart' | 'together'>;

/** Groups faces as the app does, each in a picture of its own, around what was decided; at a linkage of at least `lowest`. */
export function groupsAround(
  faces: readonly KnownFace[],
  lowest: number,
): (decided: Decided, linkage: number) => Int32Array {
  const index = new VectorIndex(faces[0]?.vector.length ?? 0);
  faces.forEach(({ vector }, k) => index.set((k + 1) as FaceId, vector, (k + 1) as PictureId));
  const rows = Int32Array.from(faces.keys());
  const found = connectRows(index.table, rows, rows.length, groupingRule(index.pictures, lowest));
  const graph = new NeighbourGraph(neighbourLimit);
  graph.linkSome({ queries: rows, found }, 0, rows.length);
  const request = { rows, lists: graph.lists, pictures: rows };
  return (decided, linkage) => groupRows(index.table, { ...request, ...decided, linkage }).clusters;
}

/** `truth` and `found` give each face's identity and cluster. */
export function compare(truth: readonly string[], found: readonly number[]): Omit<GroupAccuracy, 'linkage'> {
  const identities = sizes(truth);
  const clusters = sizes(found);
  const both = sizes(truth.map((identity, node) => `${identity} ${found[node]}`));
  const shared = truth.map((identity, node) => both.get(`${identity} ${found[node]}`) ?? 0);
  const precision = mean(shared.map((count, node) => count / (clusters.get(found[node] as number) ?? 1)));
  const recall = mean(shared.map((count, node) => count / (identities.get(truth[node] as string) ?? 1)));
  return {
    groups: [...clusters.values()].filter((size) => size > 1).length,
    identities: [...identities.values()].filter((size) => size > 1).length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    ari: adjustedRand(truth.length, [...both.values()], [...identities.values()], [...clusters.values()]),
  };
}

function adjustedRand(count: number, both: number[], identities: number[], clusters: number[]): number {
  const pairs = (values: readonly number[]) => values.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const expected = (pairs(identities) * pairs(clusters)) / pairs([count]);
  const most = (pairs(identities) + pairs(clusters)) / 2;
  return most === expected ? 1 : (pairs(both) - expected) / (most - expected);
}

function sizes<T>(labels: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
