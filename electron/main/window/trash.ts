import { join } from 'node:path';
import { z } from 'zod';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { StackToTrash } from '../../contract/api/duplicates-api.ts';
import type { Restored, Trashed } from '../../contract/shell/shell-api.ts';
import { findInTrash } from '../../disk/find-in-trash.ts';
import { takeBack } from '../../disk/trashed-file.ts';
import { JsonFile } from '../json-file.ts';

/** So many moves are remembered. */
const mostMoves = 50;
const moves = z.array(z.array(z.string()));

interface TrashOptions {
  readonly engine: Pick<EngineApi, 'mayTrash'>;
  /** Where the moves are noted. */
  readonly folder: string;
  /** Moves a file to the system's trash; rejects where it cannot. */
  readonly trashItem: (path: string) => Promise<void>;
}

/**
 * Moves files to the system's trash and, where the system lets us look into it, takes them back, the last move first: also after a restart, for as
 * long as the trash has them. Nothing is ever deleted.
 */
export class Trash {
  readonly #engine: TrashOptions['engine'];
  readonly #trashItem: TrashOptions['trashItem'];
  readonly #moves: JsonFile<readonly (readonly string[])[]>;

  constructor({ engine, folder, trashItem }: TrashOptions) {
    this.#engine = engine;
    this.#trashItem = trashItem;
    this.#moves = new JsonFile(join(folder, 'trashed.json'), moves, []);
  }

  /** What is not as it was compared, or cannot go there, stays where it is. */
  async move(stacks: readonly StackToTrash[]): Promise<Trashed> {
    const { paths, stays } = await this.#engine.mayTrash(stacks);
    const gone: string[] = [];
    const refused: string[] = [];
    for (const path of paths) {
      if (await this.#isTrashed(path)) gone.push(path);
      else refused.push(path);
    }
    if (gone.length > 0) this.#moves.write([...this.#moves.value, gone].slice(-mostMoves));
    return {
      files: gone.length,
      stays: [...stays, ...refused.map((path) => ({ path, why: 'refused' as const }))],
      canRestore: this.restorable() > 0,
    };
  }

  /** How many files of the last move can come back now. */
  restorable(): number {
    return this.#last().length;
  }

  /** Takes them back. What the system does not let us take stays in the trash, and can be asked for again. */
  restore(): Restored {
    const last = this.#last();
    const left: string[] = [];
    const restored = { files: 0, beside: [] as string[] };
    for (const path of last) {
      const at = takenBack(path);
      if (at === null) left.push(path);
      else restored.files += 1;
      if (at !== null && at !== path) restored.beside.push(at);
    }
    this.#moves.write([...this.#moves.value.slice(0, -1), ...(left.length > 0 ? [left] : [])]);
    return { ...restored, failed: left.length };
  }

  /** Of the last move of which the trash has anything; those of which it has nothing are forgotten. */
  #last(): string[] {
    for (;;) {
      const last = this.#moves.value.at(-1);
      const there = (last ?? []).filter((path) => findInTrash(path) !== null);
      if (last === undefined || there.length > 0) return there;
      this.#moves.write(this.#moves.value.slice(0, -1));
    }
  }

  async #isTrashed(path: string): Promise<boolean> {
    try {
      await this.#trashItem(path);
      return true;
    } catch {
      return false; // It is told which files could not go.
    }
  }
}

function takenBack(path: string): string | null {
  try {
    const found = findInTrash(path);
    return found && takeBack(path, found);
  } catch {
    return null; // A folder that nobody may write to, a full disk: it is told how many stay in the trash.
  }
}
