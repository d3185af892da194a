import type { KnownFace } from './verification.ts';
import { neighbourLimit } from '../../electron/engine/characters/grouping-rule.ts';
import { cosine } from '../../electron/engine/characters/centre.ts';

/** Each face with its nearest of at least `min`, each pair once: a0, b0, a1, b1 … As grouping keeps them. */
export function nearestEdges(faces: readonly KnownFace[], min: number): Int32Array {
  const edges = new Map<number, readonly [number, number]>();
  faces.forEach(({ vector }, a) => {
    const near = faces.flatMap((other, b) => {
      const similarity = a === b ? -1 : cosine(vector, other.vector);
      return similarity >= min ? [{ b, similarity }] : [];
    });
    for (const { b } of near.sort((x, y) => y.similarity - x.similarity).slice(0, neighbourLimit)) {
      const pair = [Math.min(a, b), Math.max(a, b)] as const;
      edges.set(pair[0] * faces.length + pair[1], pair);
    }
  });
  return Int32Array.from([...edges.values()].flat());
}
