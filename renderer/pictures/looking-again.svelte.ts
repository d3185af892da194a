import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { PictureId } from '../../electron/contract/ids.ts';
import type { Edits } from '../edits/edits.svelte.ts';

/** So many pictures at once, that the count moves and stopping does not take long. */
const together = 4;

interface Progress {
  readonly done: number;
  readonly count: number;
  readonly found: number;
}

/** Looks at many pictures once more, some at a time; what was found becomes faces in one edit at the end. */
export class LookingAgain {
  /** Null: nothing is under way. */
  progress = $state.raw<Progress | null>(null);
  readonly #edits: Pick<Edits, 'perform'>;
  #stopped = false;

  constructor(edits: Pick<Edits, 'perform'>) {
    this.#edits = edits;
  }

  /** What was found until then is kept. */
  stop(): void {
    this.#stopped = true;
  }

  /** Answers whether it was done, or was stopped. */
  async look(pictures: readonly PictureId[]): Promise<boolean> {
    if (this.progress) return false;
    this.#stopped = false;
    const edited = await this.#edits.perform(async (engine) => {
      await this.#lookAt(engine, pictures);
      return engine.keepFound();
    });
    this.progress = null;
    return edited !== null;
  }

  async #lookAt(engine: Pick<EngineApi, 'lookAgain'>, pictures: readonly PictureId[]): Promise<void> {
    const count = pictures.length;
    let found = 0;
    for (let done = 0; done < count && !this.#stopped; done += together) {
      this.progress = { done, count, found };
      found += await engine.lookAgain(pictures.slice(done, done + together));
    }
  }
}
