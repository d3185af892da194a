import type { PictureId } from '../../../contract/ids.ts';
import type { PictureSort } from '../../../contract/api/pictures-api.ts';
import type { Listed } from './collapsed.ts';
import type { Database as Db } from 'better-sqlite3';
import { belowOf } from '../faces/library-filter.ts';
import type { ChangeStore } from './changes.ts';

/** See `PictureShapes`. */
export const shapeSql = 'char(max(32, min(2048, (p.width * 256 + p.height / 2) / max(1, p.height))))';
const orders = {
  newest: 'INDEXED BY file_by_time WHERE picture IS NOT NULL ORDER BY mtime_ms DESC, picture DESC',
  path: 'INDEXED BY file_by_path WHERE picture IS NOT NULL ORDER BY path',
};
const packed = (rows: string) => `SELECT json_group_array(picture) FROM (${rows})`;
const below = packed(
  `SELECT picture FROM file INDEXED BY file_by_path WHERE path >= @below AND path < @beyond AND picture IS NOT NULL ORDER BY path`,
);

/** All pictures in an order. One with copies is in it once for each file. */
interface Order {
  readonly pictures: readonly PictureId[];
  /** The first place of each picture by its id; -1: it has no file. */
  readonly places: Int32Array;
}

interface Kept {
  readonly revision: number;
  /** What was asked for. */
  shapes?: Uint16Array;
  readonly orders: Partial<Record<PictureSort, Order>>;
}

/**
 * All pictures, or those of a folder: by far the longest lists. The proportions are read once and kept, so that what is left to read for an order is an
 * index of files, without a look at each picture.
 */
export class WholeList {
  readonly #shapesOf;
  readonly #inOrder;
  readonly #below;
  readonly #changes: Pick<ChangeStore, 'revision'>;
  #kept: Kept | null = null;

  /** `changes`: of files. */
  constructor(db: Db, changes: Pick<ChangeStore, 'revision'>) {
    this.#changes = changes;
    this.#shapesOf = db.prepare<[], { ids: string; shapes: string | null }>(
      `SELECT json_group_array(p.id) AS ids, group_concat(${shapeSql}, '') AS shapes FROM picture p WHERE p.width IS NOT NULL`,
    );
    this.#inOrder = {
      newest: db.prepare<[], string>(packed(`SELECT picture FROM file ${orders.newest}`)).pluck(),
      path: db.prepare<[], string>(packed(`SELECT picture FROM file ${orders.path}`)).pluck(),
    };
    this.#below = db.prepare<[{ below: string; beyond: string }], string>(below).pluck();
  }

  /** `found`: only these of them; null: all. */
  look(folder: string | undefined, sort: PictureSort, found: readonly PictureId[] | null = null): Listed {
    const kept = this.#now();
    return listed(this.#wanted(kept, folder, sort, found), this.#shapes(kept));
  }

  /** Those with the newest files first. */
  newest(): Order {
    return this.#order(this.#now(), 'newest');
  }

  #wanted(kept: Kept, folder: string | undefined, sort: PictureSort, found: readonly PictureId[] | null) {
    const sorted = (ids: readonly PictureId[]) => {
      const order = this.#order(kept, sort);
      return picturesAt(order, placesOf(order, ids));
    };
    if (folder === undefined) return found === null ? this.#order(kept, sort).pictures : sorted(found);
    const below = parsed(this.#below.get(belowOf(folder)));
    const inside = sort === 'path' ? below : sorted(below);
    return found === null ? inside : among(inside, found);
  }

  #order(kept: Kept, sort: PictureSort): Order {
    return (kept.orders[sort] ??= orderOf(parsed(this.#inOrder[sort].get())));
  }

  #shapes(kept: Kept): Uint16Array {
    return (kept.shapes ??= shapesOf(this.#shapesOf.get()));
  }

  /** What is kept is of the files as they are. */
  #now(): Kept {
    const revision = this.#changes.revision();
    if (this.#kept?.revision !== revision) this.#kept = { revision, orders: {} };
    return this.#kept;
  }
}

function shapesOf(row: { ids: string; shapes: string | null } | undefined): Uint16Array {
  const ids = parsed(row?.ids);
  const text = row?.shapes ?? '';
  const shapes = new Uint16Array((ids.at(-1) ?? 0) + 1);
  for (const [at, id] of ids.entries()) shapes[id] = text.charCodeAt(at);
  return shapes;
}

function orderOf(pictures: readonly PictureId[]): Order {
  const places = new Int32Array(largestOf(pictures) + 1).fill(-1);
  // Backwards: the first of its files stands.
  for (let at = pictures.length - 1; at >= 0; at -= 1) places[pictures[at] ?? 0] = at;
  return { pictures, places };
}

/** The places of these pictures, sorted. As numbers: they are sorted faster than what they stand for. */
export function placesOf({ places }: Order, pictures: readonly PictureId[]): Int32Array {
  const found = new Int32Array(pictures.length);
  for (let at = 0; at < pictures.length; at += 1) found[at] = places[pictures[at] ?? 0] ?? -1;
  return found.sort();
}

export function picturesAt({ pictures }: Order, places: Int32Array): PictureId[] {
  const found: PictureId[] = [];
  for (const place of places) if (place >= 0) found.push(pictures[place] as PictureId);
  return found;
}

function largestOf(ids: readonly PictureId[]): number {
  let largest = 0;
  for (const id of ids) largest = Math.max(largest, id);
  return largest;
}

function parsed(ids: string | undefined): PictureId[] {
  return JSON.parse(ids ?? '[]') as PictureId[];
}

/** Each picture that has proportions where its first file stands. A mark for each id: a set of 200,000 takes ten times as long. */
function listed(ids: readonly PictureId[], shapes: Uint16Array): Listed {
  const seen = new Uint8Array(shapes.length);
  const firsts: PictureId[] = [];
  const codes = new Uint16Array(ids.length);
  for (const id of ids) {
    const shape = shapes[id] ?? 0;
    if (shape === 0 || seen[id] === 1) continue;
    seen[id] = 1;
    codes[firsts.length] = shape;
    firsts.push(id);
  }
  return { ids: firsts, shapes: Buffer.from(codes.buffer, 0, firsts.length * 2).toString('utf16le') };
}

/** Those of `ids` that are in `wanted`: marks, as above. */
function among(ids: readonly PictureId[], wanted: readonly PictureId[]): readonly PictureId[] {
  const marks = new Uint8Array(largestOf(wanted) + 1);
  for (const id of wanted) marks[id] = 1;
  return ids.filter((id) => marks[id] === 1);
}
