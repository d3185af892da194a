import type { Destination, Edited, EditKind, EditSummary, MergeOptions } from '../../contract/api/edits-api.ts';
import type { Colour } from '../../contract/colours.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FacelessStore } from '../store/faces/faceless.ts';
import type { FactStore } from '../store/facts.ts';
import { cleanName, Decisions } from './decisions.ts';
import type { Journal } from './journal.ts';

export interface EditParts {
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly faceless: FacelessStore;
  readonly journal: Journal;
}

/** What the artist does to characters and faces. Each call is one edit, see Journal, and answers the call of its name in EditsApi. */
export class CharacterEdits {
  readonly #characters: CharacterStore;
  readonly #facts: FactStore;
  readonly #faceless: FacelessStore;
  readonly #decisions: Decisions;
  readonly #journal: Journal;

  constructor({ characters, facts, faceless, journal }: EditParts) {
    this.#characters = characters;
    this.#facts = facts;
    this.#faceless = faceless;
    this.#decisions = new Decisions({ characters, facts });
    this.#journal = journal;
  }

  /** Throws `character-gone`, `name-empty`, `name-taken`. */
  nameCharacter(id: CharacterId, wanted: string | null): Edited {
    const name = wanted === null ? null : cleanName(wanted);
    const { name: was } = this.#decisions.existing(id);
    if (name !== null) this.#free(name, id);
    return this.#edit('name', [id], () => {
      this.#decisions.adopt(id);
      this.#characters.setName(id, name);
      this.#characters.followName(was, name);
      return { name, count: 1 };
    });
  }

  setHidden(ids: readonly CharacterId[], hidden: boolean): Edited {
    return this.#each(hidden ? 'hide' : 'show', ids, (id) => this.#characters.setHidden(id, hidden));
  }

  /** Says nothing of the faces: a group of the machine stays the machine's. */
  setColour(ids: readonly CharacterId[], colour: Colour | null): Edited {
    return this.#each('colour', ids, (id) => this.#characters.setColour(id, colour));
  }

  /** Throws `face-gone` where the face is not in the character. */
  setCover(id: CharacterId, face: FaceId | null): Edited {
    this.#decisions.existing(id);
    if (face !== null && !this.#characters.faceIds(id).includes(face)) throw new AppError('face-gone', face);
    return this.#edit('cover', [id], () => {
      this.#decisions.adopt(id);
      this.#characters.setCover(id, face);
      return { name: this.#decisions.nameOf(id), count: 1, face };
    });
  }

  /** See `planMerge`. Throws `character-gone`, `bad-arguments` where `from` holds `into`. */
  mergeCharacters(into: CharacterId, from: readonly CharacterId[], options: MergeOptions = {}): Edited {
    return this.#edit('merge', [into], () => {
      const { name, sources } = this.#decisions.merge(into, from, options);
      return { name, count: sources.reduce((sum, { come }) => sum + come.length, 0) };
    });
  }

  splitFaces(faces: readonly FaceId[]): Edited {
    return this.splitCharacter([faces]);
  }

  /** Throws `face-gone` where one of them is gone. */
  splitCharacter(parts: readonly (readonly FaceId[])[]): Edited {
    const made: CharacterId[] = [];
    return this.#edit('split', made, () => {
      for (const part of parts) made.push(this.#decisions.moveTo(this.#decisions.create(null), part));
      return { name: null, count: parts.flat().length, face: parts[0]?.[0] ?? null };
    });
  }

  moveFaces(faces: readonly FaceId[], to: Destination): Edited {
    return this.#toDestination('move', to, (id) => {
      this.#decisions.give(faces, id);
      return faces;
    });
  }

  /** "Name all of same". What another character has confirmed, or this one refused, stays as it is. */
  assignFaces(faces: readonly FaceId[], to: Destination): Edited {
    return this.#toDestination('assign', to, (id) => {
      const free = this.#facts.assignable(faces, id);
      this.#decisions.adopt(id);
      this.#facts.confirm(free, id);
      return free;
    });
  }

  /** "Maybe": the faces wait in the character for an answer. As `assign` for what was decided before. */
  suggestFaces(faces: readonly FaceId[], to: Destination): Edited {
    return this.#toDestination('suggest', to, (id) => {
      const free = this.#facts.assignable(faces, id);
      this.#decisions.adopt(id);
      this.#facts.suggest(free, id);
      return free;
    });
  }

  #toDestination(kind: EditKind, to: Destination, apply: (id: CharacterId) => readonly FaceId[]): Edited {
    const made: CharacterId[] = [];
    return this.#edit(kind, made, () => {
      const id = this.#decisions.destination(to);
      made.push(id);
      const faces = apply(id);
      return { name: this.#decisions.nameOf(id), count: faces.length, face: faces[0] ?? null };
    });
  }

  acceptFaces(faces: readonly FaceId[], character: CharacterId): Edited {
    this.#decisions.existing(character);
    return this.#edit('accept', [character], () => {
      this.#facts.judgeSuggestions(faces, character, true);
      this.#decisions.adopt(character);
      this.#facts.confirm(this.#characters.existingFaces(faces), character);
      return { name: this.#decisions.nameOf(character), count: faces.length, face: faces[0] ?? null };
    });
  }

  acceptAll(character: CharacterId): Edited {
    this.#decisions.existing(character);
    return this.acceptFaces(this.#characters.faceIds(character), character);
  }

  rejectFaces(faces: readonly FaceId[], character: CharacterId): Edited {
    this.#decisions.existing(character);
    return this.#edit('reject', [character], () => {
      const refused = this.#characters.existingFaces(faces);
      this.#facts.judgeSuggestions(refused, character, false);
      this.#keepWaiting(character, refused);
      this.#decisions.adopt(character, refused);
      this.#facts.reject(refused, character);
      return { name: this.#decisions.nameOf(character), count: faces.length, face: faces[0] ?? null };
    });
  }

  /** A refusal is about those faces: other suggestions stay for an answer, or the machine would take those like them along. */
  #keepWaiting(character: CharacterId, refused: readonly FaceId[]): void {
    if (!this.#decisions.existing(character).confirmed) return;
    const members = this.#characters.faceIds(character);
    const going = new Set(refused);
    if (members.some((face) => going.has(face))) {
      this.#facts.suggest(
        members.filter((face) => !going.has(face)),
        character,
      );
    }
  }

  markNotFace(faces: readonly FaceId[]): Edited {
    return this.#edit('not-face', [], () => {
      this.#facts.markNotFace(this.#characters.existingFaces(faces));
      return { name: null, count: faces.length };
    });
  }

  unmarkNotFace(faces: readonly FaceId[]): Edited {
    return this.#edit('face-again', [], () => {
      this.#facts.unmarkNotFace(this.#characters.existingFaces(faces));
      return { name: null, count: faces.length, face: faces[0] ?? null };
    });
  }

  setNobody(pictures: readonly PictureId[], nobody: boolean): Edited {
    return this.#edit(nobody ? 'nobody' : 'somebody', [], () => {
      this.#faceless.setNobody(pictures, nobody);
      return { name: null, count: pictures.length };
    });
  }

  #each(kind: EditKind, ids: readonly CharacterId[], apply: (id: CharacterId) => void): Edited {
    for (const id of ids) this.#decisions.existing(id);
    return this.#edit(kind, ids, () => {
      for (const id of ids) {
        if (kind !== 'colour') this.#decisions.adopt(id);
        apply(id);
      }
      return {
        name: ids.length === 1 && ids[0] !== undefined ? this.#decisions.nameOf(ids[0]) : null,
        count: ids.length,
      };
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
}
