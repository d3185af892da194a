import type { GroupingOptions } from '../../contract/api/grouping-api.ts';
import type { Db } from './database.ts';

/** What holds until an artist says otherwise. */
const defaultGrouping: GroupingOptions = { offset: 0, picturesApart: true };

/** What holds in one library. Written inside an edit, a setting is part of it. */
export class SettingStore {
  readonly #read;
  readonly #write;

  constructor(db: Db) {
    this.#read = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
    this.#write = db.prepare<[string, string]>(
      `INSERT INTO setting (name, value) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
    );
  }

  grouping(): GroupingOptions {
    const stored = this.#read.get('grouping');
    return stored === undefined ? defaultGrouping : (JSON.parse(stored) as GroupingOptions);
  }

  setGrouping({ offset, picturesApart }: GroupingOptions): void {
    this.#write.run('grouping', JSON.stringify({ offset, picturesApart }));
  }

  /** Whether thresholds follow what the artist answers; otherwise they are the model's. */
  adaptsThresholds(): boolean {
    return this.#read.get('thresholds') !== 'model';
  }

  setAdaptsThresholds(adapt: boolean): void {
    this.#write.run('thresholds', adapt ? 'adapted' : 'model');
  }

  /**
   * The stored lists of neighbours hold every pair of faces with at least this cosine; 1: there are none. Grouping keeps this for
   * itself: it is no decision of the artist.
   */
  neighboursFrom(): number {
    return Number(this.#read.get('neighbours-from') ?? 1);
  }

  setNeighboursFrom(cosine: number): void {
    this.#write.run('neighbours-from', String(cosine));
  }
}
