import type { Edited, EditSummary } from '../../contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import type { BoxStore } from '../store/faces/boxes.ts';
import { aboutTables } from '../store/catalogue/character-about.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { Db } from '../store/database.ts';
import type { HistoryStore, StoredEdit } from '../store/history.ts';
import { recorded, type RecordedTable, type Recorder, type RowChange } from '../store/recorder.ts';

export interface JournalParts {
  readonly characters: CharacterStore;
  readonly history: HistoryStore;
  readonly recorder: Recorder;
  readonly boxes: BoxStore;
  /** Settings of the library are different now. */
  onSettings(): void;
  /** These faces came to be seen, or went out of sight, or have another box. */
  onFaces(faces: readonly FaceId[]): void;
  /** An edit was done, or taken back, in the transaction that is open. What this throws takes it back. */
  onEdit?(edit: StoredEdit, step: 'undo' | 'redo' | null): void;
}

/** Every edit is one transaction that stores the rows it changed: that is its inverse, and how it is done again. */
export class Journal {
  readonly #db: Db;
  readonly #parts: JournalParts;

  constructor(db: Db, parts: JournalParts) {
    this.#db = db;
    this.#parts = parts;
  }

  /** `about` is read after `apply`: characters made by the edit can be added to it. An edit without effect is no line. */
  perform(about: readonly CharacterId[], apply: () => EditSummary & { face?: FaceId | null }): Edited {
    return this.#db.transaction(() => {
      const { result, changes } = this.#parts.recorder.record(apply);
      const { kind, name, count } = result;
      const edit: EditSummary = { kind, name, count };
      if (changes.length > 0) {
        const id = this.#parts.history.record({ summary: edit, face: result.face ?? faceOf(changes), changes });
        this.#parts.onEdit?.({ id, summary: edit, changes }, null);
      }
      const edited = this.#describe(edit, about, changes);
      return changes.length > 0 ? edited : { ...edited, unchanged: true as const };
    })();
  }

  /** Throws `nothing-to-undo`. */
  undo(): Edited {
    return this.#step('undo', (changes) => this.#parts.recorder.takeBack(changes));
  }

  /** Throws `nothing-to-redo`. */
  redo(): Edited {
    return this.#step('redo', (changes) => this.#parts.recorder.doAgain(changes));
  }

  #step(direction: 'undo' | 'redo', apply: (changes: readonly RowChange[]) => void): Edited {
    return this.#db.transaction(() => {
      const edit = direction === 'undo' ? this.#parts.history.nextUndo() : this.#parts.history.nextRedo();
      if (!edit) throw new AppError(`nothing-to-${direction}`);
      apply(edit.changes);
      this.#parts.history.mark(edit.id, direction === 'undo');
      this.#parts.onEdit?.(edit, direction);
      return this.#describe(edit.summary, [], edit.changes);
    })();
  }

  #describe(edit: EditSummary, about: readonly CharacterId[], changes: readonly RowChange[]): Edited {
    if (changes.some(([table]) => table === 'setting')) this.#parts.onSettings();
    const shown = changes.filter(([table]) => table === 'not_a_face' || table === 'manual_box');
    if (shown.length > 0) {
      const faces = shown.map(([, before, after]) => (after ?? before)?.[0] as FaceId);
      this.#parts.boxes.follow(faces);
      this.#parts.onFaces(faces);
    }
    const ids = new Set([...about, ...touched(changes)]);
    const changed = this.#parts.characters.describeAll([...ids]);
    const there = new Set(changed.map(({ id }) => id));
    return { edit, changed, gone: [...ids].filter((id) => !there.has(id)) };
  }
}

const listedTables = new Set<RecordedTable>(['face', 'confirmed', ...aboutTables]);

/** Which column of a row holds a character that is listed differently now. */
function characterIn(table: RecordedTable): number {
  if (table === 'character') return 0;
  return listedTables.has(table) ? (recorded[table].characters[0] ?? -1) : -1;
}

/** Characters whose rows or faces are different now. */
function touched(changes: readonly RowChange[]): CharacterId[] {
  const ids = new Set<CharacterId>();
  for (const [table, before, after] of changes) {
    const at = characterIn(table);
    for (const id of [before?.[at], after?.[at]]) if (typeof id === 'number') ids.add(id as CharacterId);
  }
  return [...ids];
}

function faceOf(changes: readonly RowChange[]): FaceId | null {
  const [, before, after] = changes.find(([table]) => table === 'face' || table === 'confirmed') ?? [];
  const face = (after ?? before)?.[0];
  return typeof face === 'number' ? (face as FaceId) : null;
}
