import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { FindQuery } from '../../electron/contract/api/find-api.ts';
import type { StudioFound } from '../../electron/contract/api/studio-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import { lowestSimilarity } from './match-bands.ts';

/** As many as are looked at one by one. */
const mostMatches = 200;

/** The same question to the pictures that only colleagues have. */
export class Elsewhere {
  found = $state.raw<StudioFound | null>(null);
  busy = $state(false);
  error = $state.raw<ErrorData | null>(null);
  readonly #engine: Pick<EngineApi, 'findInStudio'>;
  #turn = 0;

  constructor(engine: Pick<EngineApi, 'findInStudio'>) {
    this.#engine = engine;
  }

  /** A later question makes the answers to earlier ones void. */
  async find(queries: readonly FindQuery[]): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    this.error = null;
    try {
      const found = await this.#engine.findInStudio(queries, { limit: mostMatches, min: lowestSimilarity });
      if (turn === this.#turn) this.found = found;
    } catch (error) {
      if (turn === this.#turn) this.error = toErrorData(error);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
