import type { LikenessKind } from '../../../contract/api/duplicates-api.ts';
import type { JudgedPair } from './judge-pair.ts';
import type { RowPair } from './near-pairs.ts';

/** A row of a stack, and what it is to the cover; null: it is the cover. */
export interface StackedRow {
  readonly row: number;
  readonly kind: LikenessKind | null;
  readonly sure: number;
}

/**
 * Puts pairs together to stacks, each row in one. `order`: rows by how well they do as a cover, best first. Every row of a stack is like its
 * cover: a chain of pictures that are each like the next is several stacks, not one.
 */
export function stacksOf(pairs: readonly (readonly [RowPair, JudgedPair])[], order: readonly number[]): StackedRow[][] {
  const likes = new Map<number, Map<number, JudgedPair>>();
  for (const [[a, b], judged] of pairs) {
    likes.set(a, (likes.get(a) ?? new Map<number, JudgedPair>()).set(b, judged));
    likes.set(b, (likes.get(b) ?? new Map<number, JudgedPair>()).set(a, judged));
  }
  const taken = new Set<number>();
  return order.flatMap((cover) => {
    if (taken.has(cover)) return [];
    const others = [...(likes.get(cover) ?? [])].filter(([row]) => !taken.has(row));
    if (others.length === 0) return [];
    for (const row of [cover, ...others.map(([other]) => other)]) taken.add(row);
    const rows = others.map(([row, { kind, sure }]) => ({ row, kind, sure })).sort(byKind);
    return [[{ row: cover, kind: null, sure: 1 }, ...rows]];
  });
}

function byKind(a: StackedRow, b: StackedRow): number {
  return Number(a.kind === 'version') - Number(b.kind === 'version') || b.sure - a.sure || a.row - b.row;
}
