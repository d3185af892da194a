import type { CharacterId } from '../../contract/ids.ts';

/**
 * The group that most faces of an earlier one are in now; null where none of them is in a group. `previous[k]` is the group that face k was
 * in (0: none), `after[k]` the one that it is in now.
 */
export function heirOf(
  ended: CharacterId,
  previous: readonly number[],
  after: readonly (CharacterId | null | undefined)[],
): CharacterId | null {
  const counts = new Map<CharacterId, number>();
  previous.forEach((before, node) => {
    const now = after[node];
    if (before === ended && now != null) counts.set(now, (counts.get(now) ?? 0) + 1);
  });
  const [heir] = [...counts].reduce<readonly [CharacterId | null, number]>(
    (best, next) => (next[1] > best[1] ? next : best),
    [null, 0],
  );
  return heir;
}
