import type { Character } from '../../contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { GroupedFaceStore } from '../store/faces/grouped-faces.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';
import type { ReviewGroup } from './questioned-group.ts';
import { mostGroups } from './review-questions.ts';

interface Parts {
  readonly characters: Pick<CharacterStore, 'list' | 'faceIds'>;
  readonly groupedFaces: GroupedFaceStore;
  readonly index: VectorIndex;
}

/** A group of a library, or a face without one. */
export interface LibraryGroup extends ReviewGroup<FaceId> {
  readonly character: CharacterId | null;
}

interface Members {
  readonly all: readonly FaceId[];
  /** Those that the index has, as it was in that revision. */
  readonly indexed: readonly FaceId[];
  readonly revision: number;
}

/** The largest groups of a library. The faces of a group are read again only when something of it has changed: between two questions little has. */
export class ReviewGroups {
  readonly #parts: Parts;
  /** A character that is otherwise is listed as another object. */
  readonly #members = new WeakMap<Character, Members>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Largest first; `wanted` is among them, however small it is. */
  now(wanted?: CharacterId): LibraryGroup[] {
    const { characters, groupedFaces, index } = this.#parts;
    const listed = characters.list().filter(({ faces, hidden }) => faces > 0 && !hidden);
    const small = listed.slice(mostGroups).find(({ id }) => id === wanted);
    const largest = small ? [...listed.slice(0, mostGroups - 1), small] : listed.slice(0, mostGroups);
    const groups = largest.map((character) => this.#group(character)).filter(({ faces }) => faces.length > 0);
    const room = mostGroups - groups.length;
    const alone = room > 0 ? groupedFaces.alone(room).filter((face) => index.has(face)) : [];
    return [...groups, ...alone.map((face) => this.#toGroup([face], null, false))];
  }

  #group(character: Character): LibraryGroup {
    const { characters, index } = this.#parts;
    let members = this.#members.get(character);
    if (members?.revision !== index.revision) {
      const all = members?.all ?? characters.faceIds(character.id);
      const isWhole = all.every((face) => index.has(face));
      members = { all, indexed: isWhole ? all : all.filter((face) => index.has(face)), revision: index.revision };
      this.#members.set(character, members);
    }
    return this.#toGroup(members.indexed, character.id, character.name !== null);
  }

  #toGroup(faces: readonly FaceId[], character: CharacterId | null, named: boolean): LibraryGroup {
    const { index } = this.#parts;
    return {
      character,
      faces,
      named,
      // Copies, which most groups that were looked at before need no more.
      get vectors() {
        const vectors = faces.map((face) => index.get(face)).filter((vector) => vector !== undefined);
        // A face may have gone since.
        return vectors.length === faces.length ? vectors : [];
      },
    };
  }
}
