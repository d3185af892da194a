import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { MergeOptions, MergePreview, MergeTake, UnlikeFace } from '../../electron/contract/api/edits-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';

/** What only one of the groups can give to the merged one. */
export const traits = ['name', 'colour', 'cover'] as const satisfies readonly (keyof MergeTake)[];
export type Trait = (typeof traits)[number];

/** "Merge these?", with the group that stays: a named one before others, then the one with most faces. */
export class MergeQuestion {
  readonly groups: readonly Character[];
  /** The name that two groups were to have, where that is why the question is asked. */
  readonly taken: string | null;
  /** What would happen; null until the engine has looked. */
  preview = $state.raw<MergePreview | null>(null);
  /** Faces that look unlike and are not to go along. */
  keepApart = $state.raw<ReadonlySet<FaceId>>(new Set());
  /** These become a group of their own. */
  apartTogether = $state(false);
  /** Groups that are not merged after all. */
  #out = $state.raw<ReadonlySet<CharacterId>>(new Set());
  #take = $state.raw<MergeTake>({});
  #into = $state.raw<CharacterId | null>(null);
  /** An answer that a later look has overtaken is not shown. */
  #looks = 0;
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
  /** All but the one that stays; those that are left out too. */
  readonly others = $derived.by(() => this.groups.filter(({ id }) => id !== this.into.id));
  readonly from = $derived.by(() => this.others.filter(({ id }) => !this.#out.has(id)));
  readonly moved = $derived.by(() => {
    const all = this.preview?.faces ?? this.from.reduce((sum, { faces }) => sum + faces, 0);
    return all - this.keepApart.size;
  });
  /** Something would move. */
  readonly ready = $derived(this.from.length > 0 && this.moved > 0);
  readonly options = $derived.by((): MergeOptions => {
    return { keepApart: [...this.keepApart], apartTogether: this.apartTogether, take: this.#take };
  });
  /** The faces that may be someone else, by the group that they come from. */
  readonly unlike = $derived.by(() => {
    const faces = Map.groupBy(this.preview?.unlike ?? [], ({ from }) => from);
    return this.from.flatMap((group): { group: Character; faces: readonly UnlikeFace[] }[] => {
      const some = faces.get(group.id);
      return some ? [{ group, faces: some }] : [];
    });
  });

  /** How many more may be someone else than are shown. */
  readonly unlikeMore = $derived.by(() => (this.preview ? this.preview.unlikeCount - this.preview.unlike.length : 0));

  /** The merged group, as far as it is known. */
  readonly result = $derived.by((): Pick<Character, 'id' | 'name' | 'colour' | 'covers' | 'faces'> => {
    const { into, preview } = this;
    const cover = preview?.cover ?? into.cover;
    const covers = cover === null ? into.covers : [cover, ...into.covers.filter((face) => face !== cover)];
    const { name, colour } = preview ?? into;
    return { id: into.id, name, colour, covers, faces: into.faces + this.moved };
  });

  /** The groups that have such a trait, the one that stays first. */
  havingTrait(trait: Trait): readonly Character[] {
    return [this.into, ...this.from].filter((group) => group[trait] !== null);
  }

  /** The group whose trait the merged one has; null where none has any. */
  traitFrom(trait: Trait): Character | null {
    const having = this.havingTrait(trait);
    const wanted = this.preview?.[trait] ?? null;
    return having.find(({ id }) => id === this.#take[trait]) ?? having.find((group) => group[trait] === wanted) ?? null;
  }

  take(trait: Trait, id: CharacterId): void {
    this.#take = { ...this.#take, [trait]: id };
    void this.#look();
  }

  /** The others go into this one. */
  mergeInto(id: CharacterId): void {
    this.#into = id;
    this.#out = new Set([...this.#out].filter((other) => other !== id));
    this.#start();
  }

  isLeftOut(id: CharacterId): boolean {
    return this.#out.has(id);
  }

  /** The group stays a group of its own, or goes along after all. */
  toggleGroup(id: CharacterId): void {
    this.#out = toggled(this.#out, id);
    this.#start();
  }

  toggle(face: FaceId): void {
    this.keepApart = toggled(this.keepApart, face);
  }

  /** All of these stay apart, or all go along. */
  keepAll(faces: readonly UnlikeFace[], apart: boolean): void {
    const next = new Set(this.keepApart);
    for (const { face } of faces) {
      if (apart) next.add(face.id);
      else next.delete(face.id);
    }
    this.keepApart = next;
  }

  #start(): void {
    this.preview = null;
    this.keepApart = new Set();
    this.#take = {};
    void this.#look();
  }

  /** Without a preview the question can be answered all the same. */
  async #look(): Promise<void> {
    const look = (this.#looks += 1);
    const { into, from } = this;
    if (from.length === 0) return;
    const ids = from.map(({ id }) => id);
    const preview = await this.#engine.previewMerge(into.id, ids, this.#take).catch(() => null);
    if (look === this.#looks) this.preview = preview;
  }

  answer(merge: boolean): void {
    this.#answer(merge);
  }
}

function toggled<Id>(ids: ReadonlySet<Id>, id: Id): Set<Id> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Throws RangeError without groups: nobody asks about none. */
function mainGroup(groups: readonly Character[]): Character {
  const named = ({ name }: Character): number => Number(name !== null);
  const [first] = [...groups].sort((a, b) => named(b) - named(a) || b.faces - a.faces);
  if (!first) throw new RangeError('no groups to merge');
  return first;
}
