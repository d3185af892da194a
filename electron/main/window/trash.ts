import { shell } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { FileOfPicture, Trashed } from '../../contract/shell/shell-api.ts';
import { findInTrash } from '../../disk/find-in-trash.ts';
import { takeBack } from '../../disk/trashed-file.ts';
import { JsonFile } from '../json-file.ts';

/** So many moves are remembered. */
const mostMoves = 50;
const moves = z.array(z.array(z.string()));

/**
 * Moves files to the system's trash and, where the system lets us look into it, takes them back, the last move first: also after a restart, for as
 * long as the trash has them. Nothing is ever deleted.
 */
export class Trash {
  readonly #engine: EngineApi;
  readonly #moves: JsonFile<readonly (readonly string[])[]>;

  /** `folder`: where the moves are noted. */
  constructor(engine: EngineApi, folder: string) {
    this.#engine = engine;
    this.#moves = new JsonFile(join(folder, 'trashed.json'), moves, []);
  }

  /** One that cannot go there stays where it is. */
  async move(files: readonly FileOfPicture[]): Promise<Trashed> {
    const gone: string[] = [];
    for (const { picture, copy } of files) {
      const path = (await this.#engine.getPicture(picture)).paths[copy];
      if (path !== undefined && (await isTrashed(path))) gone.push(path);
    }
    if (gone.length > 0) this.#moves.write([...this.#moves.value, gone].slice(-mostMoves));
    return { files: gone.length, failed: files.length - gone.length, canRestore: this.restorable() > 0 };
  }

  /** How many files of the last move can come back now. */
  restorable(): number {
    return this.#last().length;
  }

  /** Answers how many are back. */
  restore(): number {
    const last = this.#last();
    const back = last.filter((path) => takeBack(path, findInTrash(path)));
    this.#moves.write(this.#moves.value.slice(0, -1));
    return back.length;
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
}

async function isTrashed(path: string): Promise<boolean> {
  try {
    await shell.trashItem(path);
    return true;
  } catch {
    return false; // It is told how many could not go.
  }
}
