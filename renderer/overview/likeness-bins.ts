import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { GroupLikeness } from '../../electron/contract/api/overview-api.ts';

export interface LikenessBin {
  readonly from: number;
  readonly to: number;
  /** Loosest first. */
  readonly groups: readonly Character[];
  /** How many of them the artist has named or otherwise edited. */
  readonly confirmed: number;
}

const bins = 12;

/** Groups by how alike their faces are, in steps of the same width from the loosest to the tightest; empty without groups. */
export function likenessBins(
  likeness: readonly GroupLikeness[],
  byId: (id: Character['id']) => Character | null,
): LikenessBin[] {
  const known = likeness
    .flatMap(({ character, likeness: value }) => {
      const group = byId(character);
      return group && !group.hidden ? [{ group, value }] : [];
    })
    .sort((a, b) => a.value - b.value);
  const [least, most] = [known[0]?.value, known.at(-1)?.value];
  if (least === undefined || most === undefined) return [];
  const width = Math.max(1e-6, (most - least) / bins);
  const cut = Map.groupBy(known, ({ value }) => Math.min(bins - 1, Math.floor((value - least) / width)));
  return Array.from({ length: bins }, (_, at) => {
    const groups = (cut.get(at) ?? []).map(({ group }) => group);
    const confirmed = groups.filter((group) => group.confirmed).length;
    return { from: least + at * width, to: least + (at + 1) * width, groups, confirmed };
  });
}
