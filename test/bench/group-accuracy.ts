import { clusterFaces } from '../../electron/engine/characters/cluster.ts';
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

const neighbourCount = 32;

/** An edge of the nearest-neighbour graph. */
interface Edge {
  readonly nodes: readonly [number, number];
  readonly cosine: number;
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
  const dimensions = faces[0]?.vector.length ?? 0;
  const vectors = new Float32Array(faces.length * dimensions);
  faces.forEach(({ vector }, node) => vectors.set(vector, node * dimensions));
  const alone = faces.map((_, node) => node);
  const graph = { dimensions, vectors, pictures: alone, fixed: alone.map(() => -1) };
  const nearest = nearestEdges(faces, lowest);
  return (linkage) => {
    const edges = Int32Array.from(nearest.filter(({ cosine }) => cosine >= linkage).flatMap(({ nodes }) => nodes));
    return clusterFaces({ ...graph, edges }, linkage);
  };
}

function nearestEdges(faces: readonly KnownFace[], min: number): Edge[] {
  const edges = new Map<string, Edge>();
  faces.forEach(({ vector }, a) => {
    const near = faces.flatMap((other, b) => {
      const cosine = a === b ? -1 : dot(vector, other.vector);
      return cosine >= min ? { nodes: [Math.min(a, b), Math.max(a, b)] as const, cosine } : [];
    });
    for (const edge of near.sort((x, y) => y.cosine - x.cosine).slice(0, neighbourCount)) {
      edges.set(edge.nodes.join('-'), edge);
    }
  });
  return [...edges.values()];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
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
