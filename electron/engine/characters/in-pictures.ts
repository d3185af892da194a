import { neighbourLimit } from './grouping-rule.ts';
import { dot } from './sum-pool.ts';
import type { VectorTable } from './vector-table.ts';

/**
 * The edges of at least `min` between nodes of one picture, for sprite sheets: the graph of neighbours has none. Each node with its
 * nearest ones; node k is row `rows[k]` and lies in picture `pictures[k]`. a0, b0, a1, b1 …
 */
export function edgesInPictures(
  table: VectorTable,
  rows: Int32Array,
  pictures: ArrayLike<number>,
  min: number,
): Int32Array {
  const edges: number[] = [];
  const { dimensions } = table.handle;
  for (const nodes of Map.groupBy(rows.keys(), (node) => pictures[node]).values()) {
    if (nodes.length < 2) continue;
    const vectors = table.readAll(Int32Array.from(nodes, (node) => rows[node] as number));
    const seen = new Set<string>();
    for (const [a, node] of nodes.entries()) {
      for (const b of nearest(vectors, dimensions, nodes.length, a, min)) {
        const key = a < b ? `${a}-${b}` : `${b}-${a}`;
        if (!seen.has(key)) edges.push(node, nodes[b] as number);
        seen.add(key);
      }
    }
  }
  return Int32Array.from(edges);
}

function nearest(vectors: Float32Array, dimensions: number, count: number, a: number, min: number): number[] {
  const near: { b: number; cosine: number }[] = [];
  for (let b = 0; b < count; b += 1) {
    const cosine = a === b ? -1 : dot(vectors, a * dimensions, vectors, b * dimensions, dimensions);
    if (cosine >= min) near.push({ b, cosine });
  }
  near.sort((x, y) => y.cosine - x.cosine || x.b - y.b);
  return near.slice(0, neighbourLimit).map(({ b }) => b);
}
