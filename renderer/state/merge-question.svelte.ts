import type { Character, CharacterId } from '../../electron/contract/model.ts';

/** "Merge these?", with the group that stays: a named one before others, then the one with most faces. */
export class MergeQuestion {
  readonly groups: readonly Character[];
  /** The name that two groups were to have, where that is why the question is asked. */
  readonly taken: string | null;
  #into = $state.raw<CharacterId | null>(null);
  readonly #answer: (merge: boolean) => void;

  constructor(
    groups: readonly Character[],
    into: CharacterId | null,
    taken: string | null,
    answer: (merge: boolean) => void,
  ) {
    this.groups = groups;
    this.taken = taken;
    this.#into = into;
    this.#answer = answer;
  }

  readonly into = $derived.by(() => this.groups.find(({ id }) => id === this.#into) ?? mainGroup(this.groups));
  readonly from = $derived.by(() => this.groups.filter(({ id }) => id !== this.into.id));
  readonly moved = $derived.by(() => this.from.reduce((sum, { faces }) => sum + faces, 0));

  keep(id: CharacterId): void {
    this.#into = id;
  }

  answer(merge: boolean): void {
    this.#answer(merge);
  }
}

/** Throws RangeError without groups: nobody asks about none. */
function mainGroup(groups: readonly Character[]): Character {
  const rank = ({ name, confirmed }: Character): number => (name === null ? 0 : 2) + (confirmed ? 1 : 0);
  const [first] = [...groups].sort((a, b) => rank(b) - rank(a) || b.faces - a.faces);
  if (!first) throw new RangeError('no groups to merge');
  return first;
}
