import type { PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';

/** SQL: no face of the picture `p` is seen, though it was looked at. */
export const faceless = 'p.shown_faces = 0 AND p.width IS NOT NULL AND p.indexed_by IS NOT NULL AND p.files > 0';
/** SQL: the artist says that nobody is in the picture `p`. */
export const isNobody = 'p.id IN (SELECT picture FROM nobody)';
export const countSql = `SELECT count(*) FROM picture p INDEXED BY picture_without_face WHERE ${faceless} AND NOT ${isNobody}`;

/** Another number: files, faces, or in which pictures nobody is, may be others. */
interface Changes {
  revision(): number;
}

/** Pictures in which no face was found. */
export class FacelessStore {
  readonly #count;
  readonly #changes: Changes;
  #known: { readonly revision: number; readonly count: number } | null = null;
  readonly #mark;
  readonly #unmark;

  constructor(db: Db, changes: Changes) {
    this.#changes = changes;
    this.#count = db.prepare<[], number>(countSql).pluck();
    this.#mark = db.prepare<[string]>(
      `INSERT OR IGNORE INTO nobody (picture) SELECT picture.id FROM json_each(?) JOIN picture ON picture.id = value`,
    );
    this.#unmark = db.prepare<[string]>('DELETE FROM nobody WHERE picture IN (SELECT value FROM json_each(?))');
  }

  /** Without those in which nobody is. Counted when something has changed. */
  count(): number {
    const revision = this.#changes.revision();
    if (this.#known?.revision !== revision) this.#known = { revision, count: this.#count.get() ?? 0 };
    return this.#known.count;
  }

  /** A fact: nobody is in these pictures, or somebody is after all. */
  setNobody(pictures: readonly PictureId[], nobody: boolean): void {
    (nobody ? this.#mark : this.#unmark).run(JSON.stringify(pictures));
  }
}
