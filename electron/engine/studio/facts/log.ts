import type { StudioDecision } from '../../../contract/api/studio-api.ts';
import type { Page } from '../../../contract/checks.ts';
import type { Db } from '../../store/database.ts';

/** A fact as it crosses: its kind, its key in two parts, and what it says; null takes it away. */
export type Fact = readonly [kind: string, a: string, b: string, value: readonly unknown[] | null];

/** Where a face is: the SHA-256 of its picture and its box, in pixels of the upright picture. */
type FacePlace = readonly [picture: string, x: number, y: number, width: number, height: number];

/** What an event says. What a later version adds is kept and sent on. */
export interface EventBody {
  readonly facts: readonly Fact[];
  /** The faces that the facts speak of, by their UUIDs. */
  readonly faces: Readonly<Record<string, FacePlace>>;
  /** It takes an earlier decision back. */
  readonly undo?: true;
  /** Who decided it, where another machine sends it again for a server that has lost it. */
  readonly by?: string;
}

/** One decision, as the studio's history tells it. */
export interface StudioEvent {
  readonly id: string;
  readonly atMs: number;
  readonly kind: string;
  readonly name: string | null;
  readonly count: number;
  readonly body: EventBody;
}

/** With what the server says of it. */
export interface NumberedEvent extends StudioEvent {
  readonly seq: number;
  readonly author: string;
}

/** An event as facts are made of it. */
interface LoggedEvent {
  readonly n: number;
  /** Null: me, not sent yet. */
  readonly author: string | null;
  readonly body: EventBody;
}

interface LoggedRow extends Omit<LoggedEvent, 'body'> {
  readonly body: string;
}

interface Row {
  readonly n: number;
  readonly id: string;
  readonly seq: number | null;
  readonly author: string | null;
  readonly atMs: number;
  readonly kind: string;
  readonly name: string | null;
  readonly count: number;
  readonly body: string;
}

/** An event of mine that the server did not take: its row, and what it said. */
export interface RefusedDecision {
  readonly n: number;
  readonly facts: readonly Fact[];
}

const columns = 'n, id, seq, author, at_ms AS atMs, kind, name, count, body';

/**
 * SQL: later events have higher numbers; those that are not on the server come after all that are, first the ones that it has lost, then
 * those that were never sent, as they were decided.
 */
export const orderOfEvent = 'coalesce(e.seq, 2251799813685248 + e.was, 4503599627370496 + e.n)';

/** The events that the library knows, its own unsent ones among them. */
export class EventLog {
  readonly #insert;
  readonly #rowOf;
  readonly #number;
  readonly #unsent;
  readonly #numbered;
  readonly #unnumbered;
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    this.#insert = db.prepare<[string, number | null, string | null, number, string, string | null, number, string]>(
      'INSERT INTO studio_event (id, seq, author, at_ms, kind, name, count, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#rowOf = db.prepare<[string], { n: number; seq: number | null }>(
      'SELECT n, seq FROM studio_event WHERE id = ?',
    );
    this.#number = db.prepare<[number, string, string]>(
      'UPDATE studio_event SET seq = ?, was = NULL, author = coalesce(author, ?), refused = NULL WHERE id = ?',
    );
    this.#unsent = db.prepare<[number, number], Row>(
      `SELECT ${columns} FROM studio_event WHERE seq IS NULL AND refused IS NULL ORDER BY was IS NULL, was, n LIMIT ? OFFSET ?`,
    );
    this.#numbered = db.prepare<[number], LoggedRow & { seq: number }>(
      'SELECT n, seq, author, body FROM studio_event WHERE seq > ? AND refused IS NULL ORDER BY seq LIMIT 1000',
    );
    this.#unnumbered = db.prepare<[], LoggedRow>(
      `SELECT n, author, body FROM studio_event e WHERE seq IS NULL AND refused IS NULL ORDER BY ${orderOfEvent}`,
    );
  }

  /** Of this machine, to be sent. Answers its row. */
  add({ id, atMs, kind, name, count, body }: StudioEvent): number {
    return Number(this.#insert.run(id, null, null, atMs, kind, name, count, JSON.stringify(body)).lastInsertRowid);
  }

  /** From the server. `isNew`: the library did not know it. */
  take({ id, seq, author, atMs, kind, name, count, body }: NumberedEvent): { n: number; isNew: boolean } {
    const known = this.#rowOf.get(id);
    if (known) {
      if (known.seq !== seq) this.#number.run(seq, author, id);
      return { n: known.n, isNew: false };
    }
    const by = body.by ?? author;
    const { lastInsertRowid } = this.#insert.run(id, seq, by, atMs, kind, name, count, JSON.stringify(body));
    return { n: Number(lastInsertRowid), isNew: true };
  }

  /** Those without a number, as they are to be sent; `offset`: how many of them have been sent, and get their numbers with the next pull. */
  unsent(most: number, offset: number): (StudioEvent & { author: string | null })[] {
    return this.#unsent.all(most, offset).map(toEvent);
  }

  /** What others decided, as it came, the latest first. */
  ofColleagues({ limit, offset }: Page): StudioDecision[] {
    return this.#db
      .prepare<[number, number], Omit<StudioDecision, 'undo'> & { undo: number | null }>(
        `SELECT n AS id, author, at_ms AS atMs, kind, name, count, json_extract(body, '$.undo') AS undo FROM studio_event
         WHERE author IS NOT NULL AND author IS NOT (SELECT me FROM studio) ORDER BY n DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset)
      .map((row) => ({ ...row, undo: row.undo === 1 }));
  }

  /** With edits that are no events yet. */
  unsentCount(): number {
    const noted = this.#db.prepare<[], number>('SELECT count(*) FROM studio_noted').pluck().get() ?? 0;
    return noted + this.#count('seq IS NULL AND refused IS NULL');
  }

  refusedCount(): number {
    return this.#count('refused IS NOT NULL');
  }

  /** Answers what is refused. */
  refuse(id: string, why: string): RefusedDecision | null {
    const row = this.#db
      .prepare<[string, string], { n: number; body: string }>(
        'UPDATE studio_event SET refused = ? WHERE id = ? RETURNING n, body',
      )
      .get(why, id);
    return row ? { n: row.n, facts: (JSON.parse(row.body) as EventBody).facts } : null;
  }

  /** All of them, the earliest first, without those that the server refused; read in pages, because there may be millions. */
  *inOrder(): Generator<LoggedEvent> {
    let last = 0;
    for (;;) {
      const page = this.#numbered.all(last);
      for (const { seq, ...row } of page) {
        yield toLogged(row);
        last = seq;
      }
      if (page.length === 0) break;
    }
    for (const row of this.#unnumbered.all()) yield toLogged(row);
  }

  /** Takes the numbers away: the server's log is another one. Whatever that does not have is sent again, in the order of before. */
  forgetNumbers(): void {
    this.#db.prepare('UPDATE studio_event SET was = seq, seq = NULL WHERE seq IS NOT NULL').run();
  }

  #count(where: string): number {
    return this.#db.prepare<[], number>(`SELECT count(*) FROM studio_event WHERE ${where}`).pluck().get() ?? 0;
  }
}

function toEvent({ id, atMs, kind, name, count, body, author }: Row): StudioEvent & { author: string | null } {
  return { id, atMs, kind, name, count, author, body: JSON.parse(body) as EventBody };
}

function toLogged({ body, ...row }: LoggedRow): LoggedEvent {
  return { ...row, body: JSON.parse(body) as EventBody };
}
