import type { PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';

/** Which picture is in which stack. */
export class StackStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The cover of the stack of each picture that is in one. */
  all(): Map<PictureId, PictureId> {
    const rows = this.#db
      .prepare<[], { picture: PictureId; cover: PictureId }>('SELECT picture, cover FROM stacked')
      .all();
    return new Map(rows.map(({ picture, cover }) => [picture, cover]));
  }

  /** Writes all stacks anew, the cover of each first. Answers whether any of them is another one now. */
  replace(stacks: readonly (readonly PictureId[])[]): boolean {
    const wanted = new Map(
      stacks.flatMap(([cover, ...others]) =>
        cover === undefined ? [] : [cover, ...others].map((picture) => [picture, cover] as const),
      ),
    );
    const before = this.all();
    if (before.size === wanted.size && [...wanted].every(([picture, cover]) => before.get(picture) === cover))
      return false;
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM stacked').run();
      this.#db
        .prepare<[string]>(`INSERT INTO stacked (picture, cover) SELECT value ->> 0, value ->> 1 FROM json_each(?)`)
        .run(JSON.stringify([...wanted]));
    })();
    return true;
  }

  /** Pictures that the artist chose as covers. */
  chosen(): Set<PictureId> {
    return new Set(this.#db.prepare<[], PictureId>('SELECT picture FROM stack_cover').pluck().all());
  }

  /** The picture is the cover of the stack that it is in, and none of the others. Answers how many those are with it. */
  choose(cover: PictureId): number {
    const stack = this.#db
      .prepare<[PictureId], PictureId>(
        'SELECT picture FROM stacked WHERE cover = (SELECT cover FROM stacked WHERE picture = ?)',
      )
      .pluck()
      .all(cover);
    const all = JSON.stringify(stack);
    this.#db
      .prepare<[string, PictureId]>(
        'DELETE FROM stack_cover WHERE picture IN (SELECT value FROM json_each(?)) AND picture <> ?',
      )
      .run(all, cover);
    this.#db.prepare<[PictureId]>('INSERT INTO stack_cover (picture) VALUES (?) ON CONFLICT DO NOTHING').run(cover);
    this.#db
      .prepare<[PictureId, string]>('UPDATE stacked SET cover = ? WHERE picture IN (SELECT value FROM json_each(?))')
      .run(cover, all);
    return stack.length;
  }

  /** Another text once anything has changed that stacks are made of. */
  revision(): string {
    const parts = [
      "SELECT count(*) || ' ' || total(id) FROM picture WHERE likeness IS NOT NULL AND files > 0",
      "SELECT count(*) || ' ' || total(length(path)) FROM file",
      'SELECT count(*) FROM kept_apart',
      'SELECT group_concat(picture) FROM stack_cover',
      'SELECT count(*) FROM face WHERE shown = 1',
      'SELECT count(*) FROM confirmed',
    ];
    return (
      this.#db
        .prepare<[], string>(`SELECT concat_ws(';', ${parts.map((sql) => `(${sql})`).join(', ')})`)
        .pluck()
        .get() ?? ''
    );
  }
}
