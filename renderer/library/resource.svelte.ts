import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import { throttle } from './throttle.ts';

/** Something the engine knows, as last answered. Keeps the last answer while a newer one is on its way. */
export class Resource<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ErrorData | null>(null);
  /** Asks the engine again, soon. */
  readonly refresh: () => void;

  constructor(load: () => Promise<T>, interval = 500) {
    this.refresh = throttle(async () => {
      try {
        this.value = await load();
        this.error = null;
      } catch (error) {
        const data = toErrorData(error);
        // The banner tells it, and the next engine's port makes everything ask again.
        if (data.code !== 'engine-stopped') this.error = data;
      }
    }, interval);
  }
}
