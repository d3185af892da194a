import type { LikenessKind } from '../../../contract/api/duplicates-api.ts';
import type { JudgedPair } from './judge-pair.ts';
import type { RowPair } from './near-pairs.ts';

/** Two rows, and what they are to each other. */
export type JudgedRows = readonly [RowPair, JudgedPair & { readonly mayBeCopy?: boolean }];

/** A row of a stack, and what it is to the cover; null: it is the cover. */
export interface StackedRow {
  readonly row: number;
  readonly kind: LikenessKind | null;
  /** See JudgedPair. */
  readonly sure: number | null;
  /** Only a look at its pixels says whether it is a copy. */
  readonly mayBeCopy?: boolean;
}

/**
 * Puts pairs together to stacks, each row in one. `order`: rows by how well they do as a cover, best first. Every row of a stack is like its
 * cover: a chain of pictures that are each like the next is several stacks, not one.
 */
export function stacksOf(pairs: readonly JudgedRows[], order: readonly number[]): StackedRow[][] {
  const likes = new Map<number, Map<number, JudgedRows[1]>>();
  for (const [[a, b], judged] of pairs) {
    likes.set(a, (likes.get(a) ?? new Map<number, JudgedRows[1]>()).set(b, judged));
    likes.set(b, (likes.get(b) ?? new Map<number, JudgedRows[1]>()).set(a, judged));
  }
  const taken = new Set<number>();
  return order.flatMap((cover) => {
    if (taken.has(cover)) return [];
    const others = [...(likes.get(cover) ?? [])].filter(([row]) => !taken.has(row));
    if (others.length === 0) return [];
    for (const row of [cover, ...others.map(([other]) => other)]) taken.add(row);
    const rows = others.map(([row, judged]) => ({ row, ...judged })).sort(byKind);
    return [[{ row: cover, kind: null, sure: 1 }, ...rows]];
  });
}

function byKind(a: StackedRow, b: StackedRow): number {
  return Number(a.kind === 'version') - Number(b.kind === 'version') || (b.sure ?? 0) - (a.sure ?? 0) || a.row - b.row;
}
