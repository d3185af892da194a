import TinyQueue from 'tinyqueue';
import type { ClusterSet } from './cluster-set.ts';
import type { Adjacency } from './face-graph.ts';
import { AdjacentClusters } from './adjacent-clusters.ts';

/** What a cluster would best merge with. Sizes tell whether both are still what they were: clusters only grow. */
interface Candidate {
  readonly similarity: number;
  readonly cluster: number;
  readonly other: number;
  readonly size: number;
  readonly otherSize: number;
  /** No other neighbour is more similar than this. */
  readonly second: number;
}

/**
 * Average linkage: the two adjacent clusters with the highest mean cosine become one, as long as it is at least `linkage`.
 * Ties go to the lower clusters. Each cluster waits in the queue with its best neighbour only (Müllner, 2011, generic
 * algorithm, https://arxiv.org/abs/1109.2378): the best pair of all is the best of both its ends.
 */
export function agglomerate(clusters: ClusterSet, adjacency: Adjacency, linkage: number): void {
  const adjacent = new AdjacentClusters(clusters, adjacency);
  const queue = new TinyQueue<Candidate>([], better);
  const offer = (candidate: Candidate | null) => {
    if (candidate && candidate.similarity >= linkage) queue.push(candidate);
  };
  const offerBest = (cluster: number) => offer(bestOf(clusters, cluster, adjacent.of(cluster)));
  for (let node = 0; node < adjacency.starts.length - 1; node += 1) if (clusters.of(node) === node) offerBest(node);
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { cluster, other, size, otherSize } = next;
    if (!isAsItWas(clusters, cluster, size)) continue;
    if (isAsItWas(clusters, other, otherSize)) offerBest(adjacent.join(cluster, other));
    else {
      const still = stillBest(clusters, next);
      if (still) offer(still);
      else offerBest(cluster);
    }
  }
}

function better(x: Candidate, y: Candidate): number {
  return (
    y.similarity - x.similarity ||
    Math.min(x.cluster, x.other) - Math.min(y.cluster, y.other) ||
    Math.max(x.cluster, x.other) - Math.max(y.cluster, y.other)
  );
}

function isAsItWas(clusters: ClusterSet, cluster: number, size: number): boolean {
  return clusters.of(cluster) === cluster && clusters.sizeOf(cluster) === size;
}

/**
 * Updates a candidate after its other end was merged; null if another neighbour could now be better. A cluster that has grown and come
 * nearer need not be looked for: it lists this one itself.
 */
function stillBest(clusters: ClusterSet, candidate: Candidate): Candidate | null {
  const { cluster, second } = candidate;
  const other = clusters.of(candidate.other);
  if (!clusters.mayJoin(cluster, other) || clusters.sharePicture(cluster, other)) return null;
  const similarity = clusters.similarity(cluster, other);
  return similarity > second ? { ...candidate, similarity, other, otherSize: clusters.sizeOf(other) } : null;
}

function bestOf(clusters: ClusterSet, cluster: number, neighbours: Int32Array): Candidate | null {
  let [other, similarity, second] = [-1, -Infinity, -Infinity];
  for (const neighbour of neighbours) {
    if (!clusters.mayJoin(cluster, neighbour) || clusters.sharePicture(cluster, neighbour)) continue;
    const value = clusters.similarity(cluster, neighbour);
    const isBest = value > similarity || (value === similarity && neighbour < other);
    second = Math.max(second, isBest ? similarity : value);
    if (isBest) [other, similarity] = [neighbour, value];
  }
  if (other < 0) return null;
  const otherSize = clusters.sizeOf(other);
  return { similarity, cluster, other, size: clusters.sizeOf(cluster), otherSize, second };
}
