import type { Character, CharacterId, EditSummary, FaceId } from '../../contract/model.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore, StoredCharacter } from '../store/characters.ts';
import type { Db } from '../store/database.ts';
import type { HistoryStore } from '../store/history.ts';

/** The small steps that every edit of an artist is made of. Each has an inverse of the same kind. */
export type Change =
  | { readonly do: 'set'; readonly character: StoredCharacter }
  | { readonly do: 'create'; readonly character: StoredCharacter }
  | { readonly do: 'remove'; readonly id: CharacterId }
  | { readonly do: 'move'; readonly faces: readonly FaceId[]; readonly from: CharacterId; readonly to: CharacterId };

/** Names, merges, undo and redo: each is one transaction that also stores its inverse. */
export class CharacterEdits {
  readonly #db: Db;
  readonly #characters: CharacterStore;
  readonly #history: HistoryStore<Change>;

  constructor(db: Db, characters: CharacterStore, history: HistoryStore<Change>) {
    this.#db = db;
    this.#characters = characters;
    this.#history = history;
  }

  /** Throws `character-gone`, `name-empty`, `name-taken`. */
  name(id: CharacterId, wanted: string): Character {
    const name = wanted.normalize('NFC').trim().replace(/\s+/gu, ' ');
    if (name === '') throw new AppError('name-empty');
    const before = this.#existing(id);
    const holder = this.#characters.byName(name);
    if (holder && holder.id !== id) throw new AppError('name-taken', name);
    if (before.name !== name) {
      this.#perform({ kind: 'name', name, count: 1 }, [{ do: 'set', character: { id, name, confirmed: true } }]);
    }
    return this.#described(id);
  }

  /** Throws `character-gone`, also where `from` holds `into`. */
  merge(into: CharacterId, from: readonly CharacterId[]): Character {
    const target = this.#existing(into);
    const sources = [...new Set(from)].map((id) => this.#existing(id));
    if (sources.some(({ id }) => id === into))
      throw new AppError('bad-arguments', 'a group cannot be merged into itself');
    const moves = sources.map(({ id }): Change => ({
      do: 'move',
      faces: this.#characters.faceIds(id),
      from: id,
      to: into,
    }));
    const removals = sources.map(({ id }): Change => ({ do: 'remove', id }));
    // A merge of an unnamed group with one named group keeps the name.
    const name = target.name ?? sources.find((source) => source.name !== null)?.name ?? null;
    const count = moves.reduce((sum, move) => sum + (move.do === 'move' ? move.faces.length : 0), 0);
    this.#perform({ kind: 'merge', name, count }, [
      ...moves,
      ...removals,
      { do: 'set', character: { id: into, name, confirmed: true } },
    ]);
    return this.#described(into);
  }

  undo(): Character[] {
    return this.#db.transaction(() => {
      const edit = this.#history.nextUndo();
      if (!edit) throw new AppError('nothing-to-undo');
      this.#apply(edit.inverse);
      this.#history.markUndone(edit.id);
      return this.#touched(edit.inverse);
    })();
  }

  redo(): Character[] {
    return this.#db.transaction(() => {
      const edit = this.#history.nextRedo();
      if (!edit) throw new AppError('nothing-to-redo');
      this.#history.markRedone(edit.id, this.#apply(edit.forward));
      return this.#touched(edit.forward);
    })();
  }

  nextUndo(): EditSummary | null {
    return this.#history.nextUndo()?.summary ?? null;
  }

  nextRedo(): EditSummary | null {
    return this.#history.nextRedo()?.summary ?? null;
  }

  #perform(summary: EditSummary, forward: readonly Change[]): void {
    this.#db.transaction(() => {
      this.#history.record({ summary, forward, inverse: this.#apply(forward) });
    })();
  }

  /** Answers the inverse: the changes to apply, in order, to come back. */
  #apply(changes: readonly Change[]): Change[] {
    return changes.map((change) => this.#applyOne(change)).reverse();
  }

  #applyOne(change: Change): Change {
    switch (change.do) {
      case 'set': {
        const before = this.#existing(change.character.id);
        this.#characters.set(change.character);
        return { do: 'set', character: before };
      }
      case 'create':
        this.#characters.insert(change.character);
        return { do: 'remove', id: change.character.id };
      case 'remove': {
        const before = this.#existing(change.id);
        this.#characters.remove(change.id);
        return { do: 'create', character: before };
      }
      case 'move':
        this.#existing(change.to);
        this.#characters.moveFaces(change.faces, change.to);
        return { do: 'move', faces: change.faces, from: change.to, to: change.from };
    }
  }

  #touched(changes: readonly Change[]): Character[] {
    const ids = new Set<CharacterId>();
    for (const change of changes) {
      if (change.do === 'move') ids.add(change.from).add(change.to);
      else ids.add(change.do === 'remove' ? change.id : change.character.id);
    }
    return [...ids].flatMap((id) => this.#characters.describe(id) ?? []);
  }

  #existing(id: CharacterId): StoredCharacter {
    const character = this.#characters.byId(id);
    if (!character) throw new AppError('character-gone', id);
    return character;
  }

  #described(id: CharacterId): Character {
    const character = this.#characters.describe(id);
    if (!character) throw new AppError('character-gone', id);
    return character;
  }
}
