import type { NeighbourRule } from './connect.ts';
import type { RowPictures } from './nearest.ts';

/** Neighbours kept for each face. On val sixteen give the groups that all of them give. */
export const neighbourLimit = 16;

/** What may be neighbours in the graph that faces are grouped by; `min`: lowest cosine. */
export function groupingRule(pictures: RowPictures, min: number): NeighbourRule {
  return { pictures, picturesApart: true, limit: neighbourLimit, min };
}
