import type { Db } from '../../store/database.ts';
import type { StandingFact } from './fact-table.ts';
import type { Fact } from './log.ts';

type Mine = Pick<StandingFact, 'a' | 'b' | 'kind' | 'value'>;

/** A decision of mine in whose place a colleague's stands. */
export interface OverruledFact extends Mine {
  readonly n: number;
  readonly author: string | null;
  readonly atMs: number;
  readonly editKind: string;
  readonly editName: string | null;
}

interface Row extends Omit<OverruledFact, 'value'> {
  readonly value: string | null;
}

/** Decisions of mine that colleagues have overruled, until I take them back or let them go. */
export class Overruled {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** `event`: the row of theirs. */
  add({ a, b, kind, value }: Mine, event: number): void {
    this.#db
      .prepare<[string, string, string, string | null, number]>(
        `INSERT INTO studio_overruled (a, b, kind, value, event) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value, event = excluded.event`,
      )
      .run(a, b, kind, value && JSON.stringify(value), event);
  }

  list(): OverruledFact[] {
    return this.#db
      .prepare<[], Row>(
        `SELECT o.n, o.a, o.b, o.kind, o.value, e.author, e.at_ms AS atMs, e.kind AS editKind, e.name AS editName
         FROM studio_overruled o JOIN studio_event e ON e.n = o.event ORDER BY o.n DESC LIMIT 1000`,
      )
      .all()
      .map((row) => ({ ...row, value: row.value === null ? null : (JSON.parse(row.value) as unknown[]) }));
  }

  count(): number {
    return this.#db.prepare<[], number>('SELECT count(*) FROM studio_overruled').pluck().get() ?? 0;
  }

  /** Removes those that are there and answers the facts as they were decided. */
  take(ns: readonly number[]): Fact[] {
    const found = this.list().filter(({ n }) => ns.includes(n));
    this.letGo(ns);
    return found.map(({ kind, a, b, value }): Fact => [kind, a, b, value]);
  }

  letGo(ns: readonly number[]): void {
    const remove = this.#db.prepare<[number]>('DELETE FROM studio_overruled WHERE n = ?');
    this.#db.transaction(() => ns.forEach((n) => remove.run(n)))();
  }
}
