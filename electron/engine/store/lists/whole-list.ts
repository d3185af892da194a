import type { PictureId } from '../../../contract/ids.ts';
import type { PictureSort } from '../../../contract/api/pictures-api.ts';
import type { Listed } from './collapsed.ts';
import type { Database as Db } from 'better-sqlite3';
import { belowOf } from '../faces/library-filter.ts';
import { ChangeStore } from './changes.ts';

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

/**
 * All pictures, or those of a folder: by far the longest lists. The proportions are read once and kept, so that what is left to read for an order is an
 * index of files, without a look at each picture.
 */
export class WholeList {
  readonly #shapesOf;
  readonly #inOrder;
  readonly #below;
  readonly #changes: ChangeStore;
  #known: {
    readonly revision: number;
    readonly shapes: Uint16Array;
    /** Those that were asked for. */
    readonly orders: Partial<Record<PictureSort, readonly PictureId[]>>;
  } | null = null;

  constructor(db: Db) {
    this.#changes = new ChangeStore(db, 'files');
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
    const { shapes } = this.#now();
    const ids = this.#inFolder(folder, sort);
    return listed(found === null ? ids : among(ids, found, shapes.length), shapes);
  }

  #inFolder(folder: string | undefined, sort: PictureSort): readonly PictureId[] {
    if (folder === undefined) return this.#all(sort);
    const inside = parsed(this.#below.get(belowOf(folder)));
    return sort === 'path' ? inside : among(this.#all('newest'), inside, this.#now().shapes.length);
  }

  #all(sort: PictureSort): readonly PictureId[] {
    const { orders: known } = this.#now();
    return (known[sort] ??= parsed(this.#inOrder[sort].get()));
  }

  /** What is kept is of the files as they are. */
  #now() {
    const revision = this.#changes.revision();
    if (this.#known?.revision === revision) return this.#known;
    const row = this.#shapesOf.get();
    const ids = parsed(row?.ids);
    const text = row?.shapes ?? '';
    const shapes = new Uint16Array((ids.at(-1) ?? 0) + 1);
    for (const [at, id] of ids.entries()) shapes[id] = text.charCodeAt(at);
    return (this.#known = { revision, shapes, orders: {} });
  }
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

/** Those of `ids` that are in `wanted`. A mark for each id, as above. */
function among(ids: readonly PictureId[], wanted: readonly PictureId[], length: number): readonly PictureId[] {
  const marks = new Uint8Array(length);
  for (const id of wanted) marks[id] = 1;
  return ids.filter((id) => marks[id] === 1);
}
