import type { CharacterId, Colour, Edited, EditKind, EditSummary, FaceId } from '../../contract/model.ts';
import type { Destination } from '../../contract/engine-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore, StoredCharacter } from '../store/characters.ts';
import type { FactStore } from '../store/facts.ts';
import type { Journal } from './journal.ts';

/** What the artist does to characters and faces. Each call is one edit: see Journal. */
export class CharacterEdits {
  readonly #characters: CharacterStore;
  readonly #facts: FactStore;
  readonly #journal: Journal;

  constructor({ characters, facts, journal }: { characters: CharacterStore; facts: FactStore; journal: Journal }) {
    this.#characters = characters;
    this.#facts = facts;
    this.#journal = journal;
  }

  /** Throws `character-gone`, `name-empty`, `name-taken`. */
  name(id: CharacterId, wanted: string | null): Edited {
    const name = wanted === null ? null : cleanName(wanted);
    this.#existing(id);
    if (name !== null) this.#free(name, id);
    return this.#edit('name', [id], () => {
      this.#adopt(id);
      this.#characters.setName(id, name);
      return { name, count: 1 };
    });
  }

  setHidden(ids: readonly CharacterId[], hidden: boolean): Edited {
    return this.#each(hidden ? 'hide' : 'show', ids, (id) => this.#characters.setHidden(id, hidden));
  }

  setColour(ids: readonly CharacterId[], colour: Colour | null): Edited {
    return this.#each('colour', ids, (id) => this.#characters.setColour(id, colour));
  }

  /** Throws `face-gone` where the face is not in the character. */
  setCover(id: CharacterId, face: FaceId | null): Edited {
    this.#existing(id);
    if (face !== null && !this.#characters.faceIds(id).includes(face)) throw new AppError('face-gone', face);
    return this.#edit('cover', [id], () => {
      this.#adopt(id);
      this.#characters.setCover(id, face);
      return { name: this.#nameOf(id), count: 1, face };
    });
  }

  /**
   * What `into` refused before stays apart, unless `from` has it confirmed: then the artist has said since whose it is.
   * Throws `character-gone`, `bad-arguments` where `from` holds `into`.
   */
  merge(into: CharacterId, from: readonly CharacterId[], keepApart: readonly FaceId[] = []): Edited {
    const target = this.#existing(into);
    const sources = [...new Set(from)].map((id) => this.#existing(id));
    if (sources.some(({ id }) => id === into)) {
      throw new AppError('bad-arguments', 'a group cannot be merged into itself');
    }
    // A merge of an unnamed group with one named group keeps the name.
    const name = target.name ?? sources.find((source) => source.name !== null)?.name ?? null;
    return this.#edit('merge', [into], () => {
      this.#adopt(into);
      let count = 0;
      for (const source of sources) count += this.#absorb(into, source, new Set(keepApart));
      this.#characters.setName(into, name);
      return { name, count };
    });
  }

  /** Throws `face-gone` where one of them is gone. */
  split(parts: readonly (readonly FaceId[])[]): Edited {
    const made: CharacterId[] = [];
    return this.#edit('split', made, () => {
      for (const part of parts) made.push(this.#moveTo(this.#create(null), part));
      return { name: null, count: parts.flat().length, face: parts[0]?.[0] ?? null };
    });
  }

  move(faces: readonly FaceId[], to: Destination): Edited {
    const made: CharacterId[] = [];
    return this.#edit('move', made, () => {
      const id = this.#destination(to);
      made.push(this.#moveTo(id, faces));
      return { name: this.#nameOf(id), count: faces.length, face: faces[0] ?? null };
    });
  }

  accept(faces: readonly FaceId[], character: CharacterId): Edited {
    this.#existing(character);
    return this.#edit('accept', [character], () => {
      this.#adopt(character);
      this.#facts.confirm(this.#characters.existingFaces(faces), character);
      return { name: this.#nameOf(character), count: faces.length, face: faces[0] ?? null };
    });
  }

  acceptAll(character: CharacterId): Edited {
    this.#existing(character);
    return this.accept(this.#characters.faceIds(character), character);
  }

  reject(faces: readonly FaceId[], character: CharacterId): Edited {
    this.#existing(character);
    return this.#edit('reject', [character], () => {
      const refused = this.#characters.existingFaces(faces);
      this.#adopt(character, refused);
      this.#facts.reject(refused, character);
      return { name: this.#nameOf(character), count: faces.length, face: faces[0] ?? null };
    });
  }

  notFace(faces: readonly FaceId[]): Edited {
    return this.#edit('not-face', [], () => {
      this.#facts.markNotFace(this.#characters.existingFaces(faces));
      return { name: null, count: faces.length };
    });
  }

  faceAgain(faces: readonly FaceId[]): Edited {
    return this.#edit('face-again', [], () => {
      this.#facts.unmarkNotFace(this.#characters.existingFaces(faces));
      return { name: null, count: faces.length, face: faces[0] ?? null };
    });
  }

  /** From now on the character is the artist's, with all the faces that it has now and `without` does not name. */
  #adopt(id: CharacterId, without: readonly FaceId[] = []): void {
    if (this.#existing(id).confirmed) return;
    const refused = new Set(without);
    this.#characters.setConfirmed(id);
    this.#facts.confirm(
      this.#characters.faceIds(id).filter((face) => !refused.has(face)),
      id,
    );
  }

  /** Moves what `source` holds into `into` and ends it; answers how many faces moved. */
  #absorb(into: CharacterId, source: StoredCharacter, apart: ReadonlySet<FaceId>): number {
    const all = this.#characters.faceIds(source.id);
    const own = new Set(this.#facts.confirmedIn(source.id));
    const refused = new Set(this.#facts.rejectedBy(into, all).filter((face) => !own.has(face)));
    const stay = all.filter((face) => refused.has(face) || apart.has(face));
    const come = all.filter((face) => !refused.has(face) && !apart.has(face));
    const sure = source.confirmed ? come.filter((face) => own.has(face)) : come;
    this.#facts.confirm(sure, into);
    this.#facts.move(come, into);
    this.#facts.suggest(this.#facts.suggestedIn(source.id), into);
    this.#facts.reject(stay, into);
    this.#facts.move(stay, null);
    this.#facts.inheritRejections(source.id, into);
    this.#facts.forget(source.id);
    this.#characters.remove(source.id);
    return come.length;
  }

  /** Confirms the faces in `to`: they are not of the characters that they leave. */
  #moveTo(to: CharacterId, wanted: readonly FaceId[]): CharacterId {
    const faces = this.#characters.existingFaces(wanted);
    if (faces.length === 0) throw new AppError('face-gone', wanted[0] ?? '');
    const left = this.#characters.charactersOf(faces).filter((id) => id !== to);
    this.#adopt(to);
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
    if (this.#existing(left).confirmed) this.#facts.reject(this.#characters.inCharacter(left, faces), left);
  }

  #destination(to: Destination): CharacterId {
    if ('character' in to) return this.#existing(to.character).id;
    if (to.name === null) return this.#create(null);
    const name = cleanName(to.name);
    return this.#characters.byName(name)?.id ?? this.#create(name);
  }

  #create(name: string | null): CharacterId {
    return this.#characters.insert({ name, confirmed: true });
  }

  #each(kind: EditKind, ids: readonly CharacterId[], apply: (id: CharacterId) => void): Edited {
    for (const id of ids) this.#existing(id);
    return this.#edit(kind, ids, () => {
      for (const id of ids) {
        this.#adopt(id);
        apply(id);
      }
      return { name: ids.length === 1 && ids[0] !== undefined ? this.#nameOf(ids[0]) : null, count: ids.length };
    });
  }

  #edit(
    kind: EditKind,
    about: readonly CharacterId[],
    apply: () => Omit<EditSummary, 'kind'> & { face?: FaceId | null },
  ): Edited {
    return this.#journal.perform(about, () => ({ ...apply(), kind }));
  }

  #free(name: string, id: CharacterId): void {
    const holder = this.#characters.byName(name);
    if (holder && holder.id !== id) throw new AppError('name-taken', name);
  }

  #nameOf(id: CharacterId): string | null {
    return this.#characters.byId(id)?.name ?? null;
  }

  #existing(id: CharacterId): StoredCharacter {
    const character = this.#characters.byId(id);
    if (!character) throw new AppError('character-gone', id);
    return character;
  }
}

/** One spelling for what looks the same. Throws `name-empty`. */
export function cleanName(wanted: string): string {
  const name = wanted.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (name === '') throw new AppError('name-empty');
  return name;
}
