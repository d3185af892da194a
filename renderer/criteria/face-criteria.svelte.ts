import { pictureFormats } from '../../electron/contract/formats.ts';
import type { LibraryFilter } from '../../electron/contract/api/faces-api.ts';
import type { FolderId } from '../../electron/contract/ids.ts';

export type FacesInPicture = 'any' | 'one' | 'several';

const dayMs = 24 * 60 * 60 * 1_000;

/** What faces are looked for by, as the artist fills it in. */
export class FaceCriteria {
  text = $state('');
  folder = $state<FolderId | null>(null);
  /** Label of a format. */
  type = $state<string | null>(null);
  /** Days as a date field gives them: 2026-11-25; empty: any. */
  from = $state('');
  to = $state('');
  inPicture = $state<FacesInPicture>('any');
  unnamed = $state(false);
  /** A search that can be read. */
  query = $state('');

  readonly #below: () => string | null;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(below: () => string | null = () => null) {
    this.#below = below;
  }

  readonly #own = $derived.by((): LibraryFilter => {
    const { folder, inPicture } = this;
    const format = pictureFormats.find(({ label }) => label === this.type);
    const [fromMs, toMs] = [startOfDay(this.from), startOfDay(this.to)];
    return {
      ...(this.text.trim() === '' ? {} : { text: this.text.trim() }),
      ...(folder === null ? {} : { folder }),
      ...(format ? { types: format.endings } : {}),
      ...(fromMs === null ? {} : { fromMs }),
      // The last day counts to its end.
      ...(toMs === null ? {} : { toMs: toMs + dayMs - 1 }),
      ...(inPicture === 'one' ? { minFaces: 1, maxFaces: 1 } : inPicture === 'several' ? { minFaces: 2 } : {}),
      ...(this.unnamed ? { unnamed: true } : {}),
      ...(this.query.trim() === '' ? {} : { query: this.query.trim() }),
    };
  });

  readonly filter = $derived.by((): LibraryFilter => {
    const below = this.#below();
    return below === null ? this.#own : { ...this.#own, below };
  });

  /** Another one: something else is looked for. */
  readonly key = $derived.by(() => JSON.stringify(this.filter));
  /** Something is looked for, whatever the folder. */
  readonly active = $derived.by(() => Object.keys(this.#own).length > 0);
  /** Not all faces fit. */
  readonly narrowed = $derived.by(() => Object.keys(this.filter).length > 0);

  clear(): void {
    this.text = '';
    this.folder = null;
    this.type = null;
    this.from = '';
    this.to = '';
    this.inPicture = 'any';
    this.unnamed = false;
    this.query = '';
  }
}

/** Midnight at the start of the day, where the artist is; null for no day. */
function startOfDay(day: string): number | null {
  const ms = new Date(`${day}T00:00`).getTime();
  return day === '' || Number.isNaN(ms) ? null : ms;
}
