import type { Db } from '../../store/database.ts';

/** Of a library that is in a studio. */
export interface Membership {
  /** Without a password. */
  readonly url: string;
  /** File of the studio's own certificate authority. */
  readonly ca: string | null;
  /** Of the log on the server; null: not spoken with yet. */
  readonly epoch: string | null;
  /** Number and id of the last event taken in. */
  readonly cursor: number;
  readonly lastEvent: string | null;
  readonly me: string | null;
  readonly role: string | null;
  /** Facts follow from the log only when all of it has come. */
  readonly rebuild: boolean;
  readonly seeded: boolean;
  /** Of the log on the server that knows of the library's pictures; null: it has to be told of all. */
  readonly toldEpoch: string | null;
}

interface Row extends Omit<Membership, 'rebuild' | 'seeded'> {
  readonly rebuild: number;
  readonly seeded: number;
}

/** Emptied in this order. */
const tables = [
  ...['studio_overruled', 'studio_fact', 'studio_event', 'studio_face', 'studio_character', 'studio_arrived'],
  ...['studio_noted', 'studio_gone', 'studio_untold', 'studio_copy', 'studio_place', 'studio_root', 'studio'],
];

/** The studio that the library is in: one row, or none. */
export class MembershipStore {
  readonly #db: Db;
  readonly #get;

  constructor(db: Db) {
    this.#db = db;
    this.#get = db.prepare<[], Row>(
      'SELECT url, ca, epoch, cursor, last_event AS lastEvent, me, role, rebuild, seeded, told_epoch AS toldEpoch FROM studio',
    );
  }

  get(): Membership | null {
    const row = this.#get.get();
    return row ? { ...row, rebuild: row.rebuild === 1, seeded: row.seeded === 1 } : null;
  }

  join(url: string, ca: string | null): void {
    this.#db
      .prepare<[string, string | null]>(
        'INSERT INTO studio (one, url, ca) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET url = excluded.url, ca = excluded.ca',
      )
      .run(url, ca);
  }

  met({ epoch, me, role }: { epoch: string; me: string; role: string }): void {
    this.#db.prepare<[string, string, string]>('UPDATE studio SET epoch = ?, me = ?, role = ?').run(epoch, me, role);
  }

  reached(cursor: number, lastEvent: string): void {
    this.#db.prepare<[number, string]>('UPDATE studio SET cursor = ?, last_event = ?').run(cursor, lastEvent);
  }

  /** The log is taken in from its start. */
  startAgain(): void {
    this.#db
      .prepare('UPDATE studio SET cursor = 0, last_event = NULL, epoch = NULL, told_epoch = NULL, rebuild = 1')
      .run();
  }

  told(epoch: string): void {
    this.#db.prepare<[string]>('UPDATE studio SET told_epoch = ?').run(epoch);
  }

  /** What the library knew before it joined is told. */
  seeded(): void {
    this.#db.prepare('UPDATE studio SET seeded = 1').run();
  }

  rebuilt(): void {
    this.#db.prepare('UPDATE studio SET rebuild = 0').run();
  }

  /** Forgets the studio; names, groups and decisions stay as they are. */
  leave(): void {
    for (const table of tables) this.#db.prepare(`DELETE FROM ${table}`).run();
  }
}
