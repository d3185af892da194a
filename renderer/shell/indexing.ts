import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';

type Engine = Pick<EngineApi, 'pauseIndexing' | 'resumeIndexing' | 'cancelIndexing'>;

/** Pauses and stops the looking through pictures. */
export class Indexing {
  readonly #engine: Engine;
  readonly #library: Library;
  readonly #toasts: Toasts;
  readonly #t: Translate;

  constructor(engine: Engine, library: Library, toasts: Toasts, t: Translate) {
    this.#engine = engine;
    this.#library = library;
    this.#toasts = toasts;
    this.#t = t;
  }

  togglePause(): Promise<void> {
    const paused = this.#library.progress?.phase === 'paused';
    return this.#toasts.attempt(() => (paused ? this.#engine.resumeIndexing() : this.#engine.pauseIndexing()));
  }

  /** What is left is offered: it is not taken up by itself before the next start. */
  stop(): Promise<void> {
    const { done, total } = this.#library.progress ?? { done: 0, total: 0 };
    return this.#toasts.attempt(async () => {
      await this.#engine.cancelIndexing();
      this.#toasts.show('info', this.#t('progress.stopped', { count: total - done }), {
        label: this.#t('command.resume'),
        run: () => void this.#toasts.attempt(() => this.#engine.resumeIndexing()),
      });
    });
  }
}
