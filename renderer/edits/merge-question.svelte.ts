import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type { MergePreview } from '../../electron/contract/edits-api.ts';
import type { Character } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';

/** "Merge these?", with the group that stays: a named one before others, then the one with most faces. */
export class MergeQuestion {
  readonly groups: readonly Character[];
  /** The name that two groups were to have, where that is why the question is asked. */
  readonly taken: string | null;
  /** What would happen; null until the engine has looked. */
  preview = $state.raw<MergePreview | null>(null);
  /** Faces that look unlike and are not to go along. */
  keepApart = $state.raw<ReadonlySet<FaceId>>(new Set());
  #into = $state.raw<CharacterId | null>(null);
  readonly #engine: Pick<EngineApi, 'previewMerge'>;
  readonly #answer: (merge: boolean) => void;

  constructor(
    engine: Pick<EngineApi, 'previewMerge'>,
    groups: readonly Character[],
    into: CharacterId | null,
    taken: string | null,
    answer: (merge: boolean) => void,
  ) {
    this.groups = groups;
    this.taken = taken;
    this.#into = into;
    this.#answer = answer;
    this.#engine = engine;
    void this.#look();
  }

  readonly into = $derived.by(() => this.groups.find(({ id }) => id === this.#into) ?? mainGroup(this.groups));
  readonly from = $derived.by(() => this.groups.filter(({ id }) => id !== this.into.id));
  readonly moved = $derived.by(() => {
    const all = this.preview?.faces ?? this.from.reduce((sum, { faces }) => sum + faces, 0);
    return all - this.keepApart.size;
  });

  keep(id: CharacterId): void {
    this.#into = id;
    void this.#look();
  }

  toggle(face: FaceId): void {
    const apart = new Set(this.keepApart);
    if (!apart.delete(face)) apart.add(face);
    this.keepApart = apart;
  }

  /** All that look unlike stay, or all go along. */
  toggleAll(): void {
    const unlike = this.preview?.unlike ?? [];
    this.keepApart = new Set(this.keepApart.size < unlike.length ? unlike.map(({ face }) => face.id) : []);
  }

  /** Without a preview the question can be answered all the same. */
  async #look(): Promise<void> {
    const { into, from } = this;
    this.preview = null;
    this.keepApart = new Set();
    const ids = from.map(({ id }) => id);
    const preview = await this.#engine.previewMerge(into.id, ids).catch(() => null);
    if (this.into.id === into.id) this.preview = preview;
  }

  answer(merge: boolean): void {
    this.#answer(merge);
  }
}

/** Throws RangeError without groups: nobody asks about none. */
function mainGroup(groups: readonly Character[]): Character {
  const named = ({ name }: Character): number => Number(name !== null);
  const [first] = [...groups].sort((a, b) => named(b) - named(a) || b.faces - a.faces);
  if (!first) throw new RangeError('no groups to merge');
  return first;
}
