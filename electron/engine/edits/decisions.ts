import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { Destination, MergeOptions } from '../../contract/api/edits-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore, StoredCharacter } from '../store/characters.ts';
import type { FactStore } from '../store/facts.ts';
import { planMerge, type MergedSource, type MergePlan } from './merge-plan.ts';
import { mergingGroups } from './merging-groups.ts';

/** The steps that edits are made of. Each runs inside an edit: see Journal. */
export class Decisions {
  readonly #characters: CharacterStore;
  readonly #facts: FactStore;

  constructor({ characters, facts }: { characters: CharacterStore; facts: FactStore }) {
    this.#characters = characters;
    this.#facts = facts;
  }

  /** From now on the character is the artist's, with all the faces that it has now, except those in `without`. */
  adopt(id: CharacterId, without: readonly FaceId[] = []): void {
    if (this.existing(id).confirmed) return;
    const refused = new Set(without);
    this.#characters.setConfirmed(id);
    this.#facts.confirm(
      this.#characters.faceIds(id).filter((face) => !refused.has(face)),
      id,
    );
  }

  /** Several groups become one: see `planMerge`. Throws `character-gone`, `bad-arguments` where `from` holds `into`. */
  merge(into: CharacterId, from: readonly CharacterId[], options: MergeOptions = {}): MergePlan {
    const { target, sources } = mergingGroups({ characters: this.#characters, facts: this.#facts }, into, from);
    const plan = planMerge(target, sources, options);
    this.adopt(into);
    const called = [target, ...sources].map(({ id }) => this.nameOf(id));
    for (const source of plan.sources) this.#absorb(into, source, options.apartTogether ?? false);
    this.#characters.setName(into, plan.name);
    for (const was of called) this.#characters.followName(was, plan.name);
    if (plan.colour !== target.colour) this.#characters.setColour(into, plan.colour);
    if (plan.cover !== target.cover) this.#characters.setCover(into, plan.cover);
    return plan;
  }

  /** Ends the group. `apartTogether`: what stays apart becomes a group of its own. */
  #absorb(into: CharacterId, { id, come, sure, refused, apart }: MergedSource, apartTogether: boolean): void {
    const stay = [...refused, ...apart];
    this.#facts.confirm(sure, into);
    this.#facts.move(come, into);
    this.#facts.suggest(this.#facts.suggestedIn(id), into);
    this.#facts.reject(stay, into);
    this.#facts.move(stay, null);
    this.#facts.inheritRejections(id, into);
    this.#characters.inheritAbout(id, into);
    this.#facts.forget(id);
    this.#characters.mergeInto(id, into);
    if (apartTogether && apart.length > 0) this.#facts.confirm(apart, this.create(null));
  }

  /** The artist says that the faces show `to`, whichever character they were in. Throws `face-gone`. */
  give(faces: readonly FaceId[], to: CharacterId): CharacterId {
    for (const left of this.#characters.charactersOf(faces)) this.#facts.judgeSuggestions(faces, left, left === to);
    return this.moveTo(to, faces);
  }

  /** Confirms the faces in `to`: they are not of the characters that they leave. */
  moveTo(to: CharacterId, wanted: readonly FaceId[]): CharacterId {
    const faces = this.#characters.existingFaces(wanted);
    if (faces.length === 0) throw new AppError('face-gone', wanted[0] ?? '');
    const left = this.#characters.charactersOf(faces).filter((id) => id !== to);
    this.adopt(to);
    for (const id of left) this.#part(faces, id);
    this.#facts.confirm(faces, to);
    return to;
  }

  /** What the faces leave behind is not of their character: the machine must not bring it after them. */
  #part(faces: readonly FaceId[], left: CharacterId): void {
    const gone = new Set(faces);
    const sure = new Set(this.#facts.confirmedIn(left));
    const rest = this.#characters.faceIds(left).filter((face) => !gone.has(face) && !sure.has(face));
    const anchor = faces[0] as FaceId;
    this.#facts.cannotLink(rest.map((face) => [face, anchor] as const));
    if (this.existing(left).confirmed) this.#facts.reject(this.#characters.inCharacter(left, faces), left);
  }

  destination(to: Destination): CharacterId {
    if ('character' in to) return this.existing(to.character).id;
    if (to.name === null) return this.create(null);
    const name = cleanName(to.name);
    return this.#characters.byName(name)?.id ?? this.create(name);
  }

  create(name: string | null): CharacterId {
    return this.#characters.insert({ name, confirmed: true });
  }

  nameOf(id: CharacterId): string | null {
    return this.#characters.byId(id)?.name ?? null;
  }

  existing(id: CharacterId): StoredCharacter {
    const character = this.#characters.byId(id);
    if (!character) throw new AppError('character-gone', id);
    return character;
  }
}

/** Some characters take no room and leave no ink: a name of nothing else cannot be seen. */
const visible = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

export function isVisible(name: string): boolean {
  return visible.test(name);
}

/** One spelling for what looks the same. Throws `name-empty`. */
export function cleanName(wanted: string): string {
  const name = wanted.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (!isVisible(name)) throw new AppError('name-empty');
  return name;
}
