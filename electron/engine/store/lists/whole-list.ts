import type { PictureId } from '../../../contract/ids.ts';
import type { PictureSort } from '../../../contract/api/pictures-api.ts';
import type { Listed } from './collapsed.ts';
import type { Database as Db } from 'better-sqlite3';
import { belowOf } from '../faces/library-filter.ts';

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
  #known: {
    readonly revision: number;
    readonly shapes: Uint16Array;
    readonly newest: readonly PictureId[] | null;
  } | null = null;

  constructor(db: Db) {
    this.#shapesOf = db.prepare<[], { ids: string; shapes: string | null }>(
      `SELECT json_group_array(p.id) AS ids, group_concat(${shapeSql}, '') AS shapes FROM picture p WHERE p.width IS NOT NULL`,
    );
    this.#inOrder = {
      newest: db.prepare<[], string>(packed(`SELECT picture FROM file ${orders.newest}`)).pluck(),
      path: db.prepare<[], string>(packed(`SELECT picture FROM file ${orders.path}`)).pluck(),
    };
    this.#below = db.prepare<[{ below: string; beyond: string }], string>(below).pluck();
  }

  /** `revision`: of files and faces; what is kept is of the same. */
  look(folder: string | undefined, sort: PictureSort, revision: number): Listed {
    const { shapes } = this.#at(revision);
    if (folder === undefined) return listed(this.#all(sort, revision), shapes);
    const inside = parsed(this.#below.get(belowOf(folder)));
    if (sort === 'path') return listed(inside, shapes);
    const marks = new Uint8Array(shapes.length);
    for (const id of inside) marks[id] = 1;
    return listed(
      this.#all('newest', revision).filter((id) => marks[id] === 1),
      shapes,
    );
  }

  #all(sort: PictureSort, revision: number): readonly PictureId[] {
    const known = this.#at(revision);
    if (sort === 'newest' && known.newest) return known.newest;
    const ids = parsed(this.#inOrder[sort].get());
    if (sort === 'newest') this.#known = { ...known, newest: ids };
    return ids;
  }

  #at(revision: number) {
    if (this.#known?.revision === revision) return this.#known;
    const row = this.#shapesOf.get();
    const ids = parsed(row?.ids);
    const text = row?.shapes ?? '';
    const shapes = new Uint16Array((ids.at(-1) ?? 0) + 1);
    for (const [at, id] of ids.entries()) shapes[id] = text.charCodeAt(at);
    return (this.#known = { revision, shapes, newest: null });
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
