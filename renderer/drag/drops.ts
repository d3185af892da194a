import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Edits } from '../edits/edits.svelte.ts';
import type { Cargo, DropTarget } from './drag.svelte.ts';

/** What dropping something means: an edit. */
export class Drops {
  readonly #edits: Edits;
  readonly #characters: CharacterList;

  constructor(edits: Edits, characters: CharacterList) {
    this.#edits = edits;
    this.#characters = characters;
  }

  drop(cargo: Cargo, target: DropTarget): void {
    if (cargo.kind === 'groups') this.#dropGroups(cargo.groups, target);
    else if (cargo.kind === 'faces') void this.#dropFaces(cargo.faces, cargo.from, target);
  }

  #dropGroups(ids: readonly CharacterId[], target: DropTarget): void {
    const groups = ids.flatMap((id) => this.#characters.byId(id) ?? []);
    if (target.kind === 'hidden') void this.#edits.hide(ids, true);
    const into = target.kind === 'group' ? this.#characters.byId(target.id) : null;
    if (into) void this.#edits.merge([...groups, into], into.id);
  }

  #dropFaces(faces: readonly FaceId[], from: CharacterId | null, target: DropTarget): Promise<boolean> {
    switch (target.kind) {
      case 'new-group':
        return this.#edits.split(faces);
      case 'reject':
        return from === null ? Promise.resolve(false) : this.#edits.reject(faces, from);
      case 'not-a-face':
        return this.#edits.notAFace(faces);
      default: {
        const character = target.kind === 'group' ? this.#characters.byId(target.id) : null;
        return character ? this.#edits.move(faces, { character }) : Promise.resolve(false);
      }
    }
  }
}
