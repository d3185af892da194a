import type { EngineEvents } from '../contract/api/engine-api.ts';
import type { IndexingProgress, Topic } from '../contract/api/library-api.ts';

// The window keeps up with five announcements a second; a thousand would be work for nothing.
const intervalMs = 200;

/** Gathers what changed and says it at the end of each interval. */
export class Announcer implements Disposable {
  readonly #events: EngineEvents;
  readonly #topics = new Set<Topic>();
  #progress: (() => IndexingProgress) | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(events: EngineEvents) {
    this.#events = events;
  }

  changed(topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.add(topic);
    this.#soon();
  }

  /** `read` is asked when it is said. */
  progress(read: () => IndexingProgress): void {
    this.#progress = read;
    this.#soon();
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#say();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#say();
    }, intervalMs);
  }

  #say(): void {
    if (this.#topics.size > 0) this.#events.changed([...this.#topics]);
    if (this.#progress) this.#events.progress(this.#progress());
    this.#topics.clear();
    this.#progress = null;
  }
}
