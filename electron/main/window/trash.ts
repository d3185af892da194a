import { shell } from 'electron';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { FileOfPicture, Trashed } from '../../contract/shell/shell-api.ts';
import { restoreFromXdgTrash } from '../../disk/xdg-trash.ts';

/** Moves files to the system's trash and, where the system allows that, takes the last of them back. Nothing is ever deleted. */
export class Trash {
  readonly #engine: EngineApi;
  #last: readonly string[] = [];

  constructor(engine: EngineApi) {
    this.#engine = engine;
  }

  /** One that cannot go there stays where it is. */
  async move(files: readonly FileOfPicture[]): Promise<Trashed> {
    const gone: string[] = [];
    for (const { picture, copy } of files) {
      const path = (await this.#engine.getPicture(picture)).paths[copy];
      if (path !== undefined && (await isTrashed(path))) gone.push(path);
    }
    this.#last = gone;
    return { files: gone.length, failed: files.length - gone.length, canRestore: process.platform === 'linux' };
  }

  /** Answers how many are back. */
  restore(): number {
    const back = this.#last.filter((path) => restoreFromXdgTrash(path));
    this.#last = [];
    return back.length;
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
