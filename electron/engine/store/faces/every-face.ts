import type { Database as Db } from 'better-sqlite3';
import type { Page } from '../../../contract/checks.ts';
import type { FaceId, PictureId } from '../../../contract/ids.ts';
import { writtenUntil } from './written.ts';

/** Faces that were found: those of a page, and how many there are. */
export interface FoundFaces {
  /** Of the page. */
  readonly faces: FaceId[];
  readonly total: number;
  /** In so many. */
  readonly pictures: number;
}

/** All pictures, newest file first, see WholeList. */
export interface PicturesInOrder {
  newest(): { readonly pictures: readonly PictureId[]; readonly places: Int32Array };
}

interface Counted {
  readonly written: string;
  readonly inOrder: readonly PictureId[];
  /** By the place of a picture: how many faces it and those before it have together. */
  readonly ends: Uint32Array;
  readonly pictures: number;
}

/** Every face that can be seen, newest file first. Pictures know how many faces they have, so only those of a page are looked at. */
export class EveryFace {
  readonly #db: Db;
  readonly #whole: PicturesInOrder;
  readonly #counts;
  readonly #ofPicture;
  #kept: Counted | null = null;

  constructor(db: Db, whole: PicturesInOrder) {
    this.#db = db;
    this.#whole = whole;
    this.#counts = db.prepare<[], { ids: string; counts: string }>(
      `SELECT json_group_array(id) AS ids, json_group_array(shown_faces) AS counts FROM picture WHERE shown_faces > 0 AND files > 0`,
    );
    this.#ofPicture = db
      .prepare<[PictureId], FaceId>('SELECT id FROM face WHERE picture = ? AND shown = 1 ORDER BY id')
      .pluck();
  }

  page({ offset, limit }: Page): FoundFaces {
    const { inOrder, ends, pictures } = this.#counted();
    const faces: FaceId[] = [];
    const first = firstAbove(ends, offset);
    const skipped = offset - (ends[first - 1] ?? 0);
    for (let at = first; at < ends.length && faces.length < skipped + limit; at += 1)
      // A copy of a picture that has been there has none.
      if (ends[at] !== (ends[at - 1] ?? 0)) faces.push(...this.#ofPicture.all(inOrder[at] as PictureId));
    return { faces: faces.slice(skipped, skipped + limit), total: ends.at(-1) ?? 0, pictures };
  }

  #counted(): Counted {
    const written = writtenUntil(this.#db);
    if (this.#kept?.written === written) return this.#kept;
    const counted = { ...this.#count(), written };
    this.#kept = this.#db.inTransaction ? null : counted;
    return counted;
  }

  #count(): Omit<Counted, 'written'> {
    const { pictures: inOrder, places } = this.#whole.newest();
    const row = this.#counts.get();
    const ids = JSON.parse(row?.ids ?? '[]') as PictureId[];
    const counts = JSON.parse(row?.counts ?? '[]') as number[];
    const ends = new Uint32Array(inOrder.length);
    let pictures = 0;
    for (const [at, id] of ids.entries()) {
      const place = places[id] ?? -1;
      if (place < 0) continue;
      ends[place] = counts[at] ?? 0;
      pictures += 1;
    }
    for (let at = 1; at < ends.length; at += 1) ends[at] = (ends[at] ?? 0) + (ends[at - 1] ?? 0);
    return { inOrder, ends, pictures };
  }
}

/** The first place where sorted numbers are above one; their length: none is. */
function firstAbove(sorted: Uint32Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}
