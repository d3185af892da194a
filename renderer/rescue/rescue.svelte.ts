import { fileName } from '../i18n/wording.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';
import { toErrorData, type ErrorCode, type ErrorData } from '../../electron/contract/errors.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { BrokenLibrary, RescueApi } from '../../electron/contract/api/rescue-api.ts';

/** What can be done with a library that does not open. */
export type WayOut = 'restore' | 'new' | 'again';

/** A library that does not open, and the ways out of that. */
export class Rescue {
  /** Null where the library is open. */
  broken = $state.raw<BrokenLibrary | null>(null);
  /** The one that is being gone; the others wait. */
  working = $state<WayOut | null>(null);
  /** Why the last one led nowhere. */
  failure = $state.raw<ErrorData | null>(null);
  readonly #engine: RescueApi;
  readonly #kept: (path: string, way: WayOut) => void;

  /** `kept` tells where the file lies that was in the library's place. */
  constructor(engine: RescueApi, kept: (path: string, way: WayOut) => void) {
    this.#engine = engine;
    this.#kept = kept;
  }

  readonly ways: readonly WayOut[] = $derived(this.broken ? waysOut(this.broken) : []);

  connected(): void {
    void this.#look();
  }

  changed(topics: readonly Topic[]): void {
    if (topics.includes('library')) void this.#look();
  }

  again(): Promise<void> {
    return this.#go('again', async () => {
      this.broken = await this.#engine.reopenLibrary();
      return null;
    });
  }

  restore(path: string): Promise<void> {
    return this.#go('restore', () => this.#engine.restoreBackup(path));
  }

  startNew(): Promise<void> {
    return this.#go('new', () => this.#engine.startNewLibrary());
  }

  async #look(): Promise<void> {
    try {
      this.broken = await this.#engine.brokenLibrary();
    } catch {
      // The engine has stopped: the next one is asked again.
    }
  }

  async #go(way: WayOut, work: () => Promise<string | null>): Promise<void> {
    if (this.working) return;
    this.working = way;
    this.failure = null;
    try {
      const kept = await work();
      await this.#look();
      if (kept !== null) this.#kept(kept, way);
    } catch (error) {
      this.failure = toErrorData(error);
    } finally {
      this.working = null;
    }
  }
}

const elsewhere: readonly ErrorCode[] = ['library-in-use', 'library-on-network', 'library-synchronised'];

/** One that is open elsewhere, lies where it is not safe, or was written by a newer version, is not damaged: no older copy stands in for it. */
function waysOut({ problem, backups }: BrokenLibrary): WayOut[] {
  if (elsewhere.includes(problem.code)) return ['again'];
  if (problem.code === 'library-newer') return ['again', 'new'];
  return backups.length > 0 ? ['restore', 'new', 'again'] : ['new', 'again'];
}

/** Tells where the library that did not open is kept. */
export function rescueOf(engine: RescueApi, toasts: Toasts, t: Translate): Rescue {
  return new Rescue(engine, (path, way) =>
    toasts.show('info', t(way === 'new' ? 'rescue.kept.new' : 'rescue.kept.restore', { file: fileName(path) })),
  );
}
