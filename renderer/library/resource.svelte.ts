import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import { throttle } from './throttle.ts';

/** What is known of something, and a way to ask again. */
export interface Known<T> {
  readonly value: T | null;
  readonly error: ErrorData | null;
  readonly refresh: () => void;
}

/** A part of what was answered at once: parts of the same whole never disagree. */
export function partOf<Whole, Part>(whole: Known<Whole>, pick: (whole: Whole) => Part): Known<Part> {
  return {
    get value() {
      return whole.value === null ? null : pick(whole.value);
    },
    get error() {
      return whole.error;
    },
    refresh: whole.refresh,
  };
}

/** Something the engine knows, as last answered. Keeps the last answer while a newer one is on its way. */
export class Resource<T> implements Known<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ErrorData | null>(null);
  /** Asks the engine again, soon. */
  readonly refresh: () => void;

  /** `load` may show what it knows by then. */
  constructor(load: (show: (known: T) => void) => Promise<T>, interval: number | (() => number) = 500) {
    const show = (known: T): void => {
      this.value = known;
      this.error = null;
    };
    this.refresh = throttle(async () => {
      try {
        show(await load(show));
      } catch (error) {
        const data = toErrorData(error);
        // The banner tells it, and the next engine's port makes everything ask again.
        if (data.code !== 'engine-stopped') this.error = data;
      }
    }, interval);
  }
}
