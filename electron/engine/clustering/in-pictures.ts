import { cosine } from '../vectors/centre.ts';
import { neighbourLimit } from '../vectors/grouping-rule.ts';
import type { VectorTable } from '../vectors/vector-table.ts';

/**
 * Edges with a cosine of at least `min` between nodes of one picture, for sprite sheets: the graph of neighbours has no such edges. Each
 * node is joined to its nearest ones. Node k is row `rows[k]` and lies in picture `pictures[k]`. Answers a0, b0, a1, b1 …
 */
export function edgesInPictures(
  table: VectorTable,
  rows: Int32Array,
  pictures: ArrayLike<number>,
  min: number,
): Int32Array {
  const edges: number[] = [];
  for (const nodes of Map.groupBy(rows.keys(), (node) => pictures[node]).values()) {
    if (nodes.length < 2) continue;
    const vectors = nodes.map((node) => table.read(rows[node] as number));
    const seen = new Set<string>();
    for (const [a, node] of nodes.entries()) {
      for (const b of nearest(vectors, a, min)) {
        const key = a < b ? `${a}-${b}` : `${b}-${a}`;
        if (!seen.has(key)) edges.push(node, nodes[b] as number);
        seen.add(key);
      }
    }
  }
  return Int32Array.from(edges);
}

function nearest(vectors: readonly Float32Array[], a: number, min: number): number[] {
  const near: { b: number; similarity: number }[] = [];
  for (const [b, vector] of vectors.entries()) {
    const similarity = a === b ? -1 : cosine(vectors[a] as Float32Array, vector);
    if (similarity >= min) near.push({ b, similarity });
  }
  near.sort((x, y) => y.similarity - x.similarity || x.b - y.b);
  return near.slice(0, neighbourLimit).map(({ b }) => b);
}
