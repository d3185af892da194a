import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterFaces, type FaceGraph } from '../../../electron/engine/characters/cluster.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const dimensions = 8;

function axis(k: number): Float32Array {
  return unit(Array.from({ length: dimensions }, (_, j) => (j === k ? 1 : 0)));
}

/** A complete graph, each face in a picture of its own and free of human decisions unless said otherwise. */
function graphOf(vectors: readonly Float32Array[], parts: Partial<FaceGraph> = {}): FaceGraph {
  const flat = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, node) => flat.set(vector, node * dimensions));
  return {
    dimensions,
    vectors: flat,
    pictures: vectors.map((_, node) => node),
    fixed: vectors.map(() => -1),
    edges: vectors.flatMap((_, a) => vectors.slice(a + 1).map((__, k): [number, number] => [a, a + 1 + k])),
    ...parts,
  };
}

/** The sets of nodes that share a cluster, in a form that can be compared. */
function sets(clusters: Int32Array): number[][] {
  const bySet = new Map<number, number[]>();
  clusters.forEach((cluster, node) => bySet.set(cluster, [...(bySet.get(cluster) ?? []), node]));
  return [...bySet.values()];
}

const scenes = fc.record({
  seed: fc.integer(),
  sizes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 }),
  spread: fc.double({ min: 0, max: 2, noNaN: true }),
  pictures: fc.integer({ min: 1, max: 40 }),
});

function randomGraph({
  seed,
  sizes,
  spread,
  pictures,
}: {
  seed: number;
  sizes: number[];
  spread: number;
  pictures: number;
}) {
  const next = random(seed);
  const vectors = sizes.flatMap((size, k) => cloud(axis(k), size, spread, next));
  return graphOf(vectors, {
    pictures: vectors.map(() => Math.floor(next() * pictures)),
    fixed: vectors.map(() => (next() < 0.3 ? Math.floor(next() * 3) : -1)),
  });
}

describe('clustering', () => {
  test('faces around different centres come apart, faces around one come together', () => {
    const next = random(1);
    const vectors = [0, 1, 2].flatMap((k) => cloud(axis(k), 10, 0.3, next));
    expect(sets(clusterFaces(graphOf(vectors), 0.6)).map((set) => set.length)).toEqual([10, 10, 10]);
  });

  test('two clusters merge exactly when the mean cosine of all their pairs reaches the linkage', () => {
    const [a, b, c] = [axis(0), axis(0), unit([1, 1, 0, 0, 0, 0, 0, 0])];
    const graph = graphOf([a, b, c]);
    expect(sets(clusterFaces(graph, 0.7))).toEqual([[0, 1, 2]]);
    expect(sets(clusterFaces(graph, 0.71))).toEqual([[0, 1], [2]]);
  });

  test('faces without an edge between them or their clusters stay apart, however alike', () => {
    expect(sets(clusterFaces(graphOf([axis(0), axis(0)], { edges: [] }), 0.5))).toEqual([[0], [1]]);
  });

  test('the machine never puts two faces of one picture together', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const graph = { ...randomGraph(scene), fixed: [] };
        for (const set of sets(clusterFaces(graph, 0.3))) {
          const pictures = set.map((node) => graph.pictures[node]);
          expect(new Set(pictures).size).toBe(pictures.length);
        }
      }),
    );
  });

  test('human decisions hold: faces of one confirmed character share a cluster, two characters never do', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const graph = randomGraph(scene);
        const clusters = clusterFaces(graph, -1);
        graph.fixed.forEach((label, a) => {
          graph.fixed.forEach((other, b) => {
            if (label >= 0 && other >= 0) expect(clusters[a] === clusters[b]).toBe(label === other);
          });
        });
      }),
    );
  });

  test('the order of the edges makes no difference', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const graph = randomGraph(scene);
        const next = random(seed);
        const shuffled = graph.edges
          .map((edge) => ({ edge, key: next() }))
          .sort((x, y) => x.key - y.key)
          .map(({ edge: [a, b] }): [number, number] => (next() < 0.5 ? [a, b] : [b, a]));
        expect(clusterFaces({ ...graph, edges: shuffled }, 0.4)).toEqual(clusterFaces(graph, 0.4));
      }),
    );
  });

  test('a library without faces has no clusters', () => {
    expect(clusterFaces(graphOf([]), 0.5)).toEqual(new Int32Array(0));
  });
});
