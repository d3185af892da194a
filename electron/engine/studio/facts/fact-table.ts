import type { Db } from '../../store/database.ts';
import { orderOfEvent, type Fact } from './log.ts';
import { isRuled, sharedTables } from './shared-tables.ts';
import type { Merge } from './survivors.ts';

/** A fact that stands, with the number of its event and who decided it; null: me, not sent yet. */
export interface StandingFact {
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly value: readonly unknown[] | null;
  readonly order: number;
  readonly author: string | null;
  /** Its row in the log. */
  readonly event: number;
  /** I have said so, though a colleague may have said the same since. */
  readonly mine: boolean;
}

interface Row extends Omit<StandingFact, 'value' | 'mine'> {
  readonly value: string | null;
  readonly mine: number;
}

const select = `SELECT a, b, f.kind, value, event, mine, ${orderOfEvent} AS "order", author
  FROM studio_fact f JOIN studio_event e ON e.n = f.event`;

/** The sign keeps it from the index by value, which nearly all facts are in. */
export const selectMerges = `${select} WHERE f.kind = 'merged' AND +value IS NOT NULL`;

/** The latest fact about each key: what the log adds up to. */
export class FactTable {
  readonly #db: Db;
  readonly #byKey;
  readonly #put;
  readonly #about;
  readonly #pairedWith;
  readonly #saying;
  readonly #beginningWith;
  readonly #merges;

  constructor(db: Db) {
    this.#db = db;
    this.#byKey = db.prepare<[string, string, string], Row>(`${select} WHERE a = ? AND b = ? AND f.kind = ?`);
    this.#put = db.prepare<[string, string, string, string | null, number, number]>(
      `INSERT INTO studio_fact (a, b, kind, value, event, mine) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value, event = excluded.event,
         mine = max(excluded.mine, mine * (value IS excluded.value))`,
    );
    this.#about = db.prepare<[string], Row>(`${select} WHERE a = ?`);
    this.#pairedWith = db.prepare<[string], Row>(`${select} WHERE b = ?`);
    this.#saying = db.prepare<[string, string], Row>(`${select} WHERE value = ? AND f.kind = ?`);
    this.#beginningWith = db.prepare<[string, string, string], Row>(
      `${select} WHERE value >= ? AND value < ? AND f.kind = ?`,
    );
    this.#merges = db.prepare<[], Row>(selectMerges);
  }

  get([kind, a, b]: Fact | readonly [string, string, string]): StandingFact | undefined {
    const row = this.#byKey.get(a, b, kind);
    return row && toFact(row);
  }

  put([kind, a, b, value]: Fact, event: number, mine: boolean): void {
    this.#put.run(a, b, kind, value && JSON.stringify(value), event, mine ? 1 : 0);
  }

  /** About a face, a character or a picture. */
  about(a: string): StandingFact[] {
    return this.#about.all(a).map(toFact);
  }

  /** Whose second name this is: pairs, and what a face is not. */
  pairedWith(b: string): StandingFact[] {
    return this.#pairedWith.all(b).map(toFact);
  }

  /** Facts of a kind that say just this. */
  saying(kind: string, value: readonly unknown[]): StandingFact[] {
    return this.#saying.all(JSON.stringify(value), kind).map(toFact);
  }

  /** Facts of a kind whose value begins with this name, and says more. */
  beginningWith(kind: string, name: string): StandingFact[] {
    const begin = JSON.stringify([name]).slice(0, -1);
    // After the comma comes the hyphen.
    return this.#beginningWith.all(`${begin},`, `${begin}-`, kind).map(toFact);
  }

  merges(): Map<string, Merge> {
    return new Map(
      this.#merges
        .all()
        .map(({ a, value, order }) => [a, { into: String((JSON.parse(value ?? '[]') as unknown[])[0]), order }]),
    );
  }

  /** UUIDs of all characters that somebody has made. */
  characters(): string[] {
    return this.#db.prepare<[], string>("SELECT a FROM studio_fact WHERE kind = 'character' ORDER BY a").pluck().all();
  }

  /** Facts of tables that no rule is about. */
  unruled(): Fact[] {
    const kinds = [...sharedTables.keys()].filter((kind) => !isRuled(kind)).map((kind) => `'${kind}'`);
    return this.#db
      .prepare<[], Row>(`${select} WHERE f.kind IN (${kinds.join(', ')})`)
      .all()
      .map((row): Fact => [row.kind, row.a, row.b, toFact(row).value]);
  }

  clear(): void {
    this.#db.prepare('DELETE FROM studio_fact').run();
  }
}

function toFact({ value, mine, ...row }: Row): StandingFact {
  return { ...row, mine: mine === 1, value: value === null ? null : (JSON.parse(value) as unknown[]) };
}
