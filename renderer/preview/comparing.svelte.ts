import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { PictureRow } from '../../electron/contract/api/pictures-api.ts';
import type { Box } from '../../electron/contract/geometry.ts';
import type { PictureId } from '../../electron/contract/ids.ts';
import { Zoom } from './zoom/zoom.svelte.ts';

type Compared = Pick<PictureRow, 'id' | 'path' | 'size'>;
type Engine = Pick<EngineApi, 'differentSpots'>;

export const fewestCompared = 2;
export const mostCompared = 4;

/** One spot that is the whole picture: it is said, and a frame around everything would mark nothing. */
export function isEverywhere(spots: readonly Box[]): boolean {
  return spots.some(([, , width, height]) => width === 1 && height === 1);
}

/** Pictures side by side, looked at alike. */
export class Comparing {
  /** Two to four; null: none. */
  pictures = $state.raw<readonly Compared[] | null>(null);
  /** Whether it is shown where the others differ from the first. */
  differences = $state(false);
  readonly zoom = new Zoom();
  readonly #engine: Engine;
  /** Of each other picture, in shares of its sides; null: it cannot be laid over the first; missing: not known yet. */
  #spots = $state.raw<ReadonlyMap<PictureId, readonly Box[] | null>>(new Map());
  #closed: () => void = () => undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** `closed` is called when the artist has seen enough. */
  open(pictures: readonly Compared[], closed: () => void, differences = false): void {
    this.zoom.toWhole();
    this.#closed = closed;
    this.#spots = new Map();
    this.pictures = pictures.slice(0, mostCompared);
    this.differences = differences;
    if (differences) void this.#look();
  }

  turnDifferences(): void {
    this.differences = !this.differences;
    if (this.differences) void this.#look();
  }

  /** Where this picture differs from the first; of two pictures it is marked in both. Undefined: not known, or not asked for. */
  spotsOf(picture: PictureId): readonly Box[] | null | undefined {
    const [first, second, ...more] = this.pictures ?? [];
    if (!this.differences) return undefined;
    return this.#spots.get(picture === first?.id && second && more.length === 0 ? second.id : picture);
  }

  close(): void {
    this.pictures = null;
    this.#closed();
  }

  async #look(): Promise<void> {
    const { pictures } = this;
    const [first, ...others] = pictures ?? [];
    for (const { id } of others) {
      if (!first || this.#spots.has(id)) continue;
      // One that has just gone cannot be compared.
      const spots = await this.#engine.differentSpots(first.id, id).catch(() => null);
      if (this.pictures !== pictures) return;
      this.#spots = new Map([...this.#spots, [id, spots]]);
    }
  }
}
