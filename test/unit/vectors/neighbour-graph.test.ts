import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesAmong, NeighbourGraph } from '../../../electron/engine/vectors/neighbour-graph.ts';

/** Each pair at most once, so that a row's neighbours do not depend on which of two similarities came last. */
const links = fc.uniqueArray(
  fc.record({ a: fc.nat(9), b: fc.nat(9), similarity: fc.integer({ min: 1, max: 1_000_000 }) }),
  { selector: ({ a, b }) => [Math.min(a, b), Math.max(a, b)].join() },
);

describe('NeighbourGraph', () => {
  it('keeps the nearest of each row, best first', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 1, max: 4 }), (given, limit) => {
        const graph = new NeighbourGraph(limit);
        const apart = given.filter(({ a, b }) => a !== b);
        const distinct = apart.filter(
          ({ similarity }, at) => apart.findIndex((o) => o.similarity === similarity) === at,
        );
        for (const { a, b, similarity } of distinct) graph.link(a, b, similarity);
        for (let row = 0; row < 10; row++) {
          const near = distinct
            .filter(({ a, b }) => a === row || b === row)
            .sort((one, other) => other.similarity - one.similarity)
            .map(({ a, b }) => (a === row ? b : a));
          expect(graph.of(row, 0)).toEqual(near.slice(0, limit));
        }
      }),
    );
  });

  it('takes rows from anywhere, the first and the millionth', () => {
    const graph = new NeighbourGraph(2);
    graph.link(0, 1_000_000, 0.9);
    graph.link(1_000_001, 0, 0.8);
    expect(graph.of(0, 0.5)).toEqual([1_000_000, 1_000_001]);
    expect(graph.of(0, 0.85)).toEqual([1_000_000]);
    expect(graph.of(500_000, -1)).toEqual([]);
    expect(graph.of(5_000_000, -1)).toEqual([]);
  });

  it('forgets a row at both ends', () => {
    const graph = new NeighbourGraph(3);
    graph.link(0, 1, 0.9);
    graph.link(1, 2, 0.8);
    graph.link(0, 2, 0.7);
    graph.remove(1);
    expect([0, 1, 2].map((row) => graph.of(row, -1))).toEqual([[2], [], [0]]);
  });

  it('names each edge once, by places', () => {
    const graph = new NeighbourGraph(3);
    graph.link(0, 5, 0.9);
    graph.link(5, 7, 0.8);
    graph.link(0, 7, 0.3);
    expect([...edgesAmong(graph.lists, Int32Array.of(7, 5, 0), 0.5)]).toEqual([1, 0, 2, 1]);
  });
});
