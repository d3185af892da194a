import type { Database as Db } from 'better-sqlite3';
import type { Hotkey } from '../../../contract/catalogue-model.ts';
import type { CharacterId } from '../../../contract/ids.ts';

/** Which key gives faces to which character. */
export class HotkeyStore {
  readonly #db: Db;
  readonly #of;

  constructor(db: Db) {
    this.#db = db;
    this.#of = db.prepare<[CharacterId], Hotkey>('SELECT digit FROM hotkey WHERE character = ?').pluck();
  }

  of(id: CharacterId): Hotkey | null {
    return this.#of.get(id) ?? null;
  }

  set(id: CharacterId, digit: Hotkey | null): void {
    if (this.of(id) === digit) return;
    this.#db.prepare<[CharacterId]>('DELETE FROM hotkey WHERE character = ?').run(id);
    if (digit === null) return;
    this.#db
      .prepare<[Hotkey, CharacterId]>(
        'INSERT INTO hotkey (digit, character) VALUES (?, ?) ON CONFLICT (digit) DO UPDATE SET character = excluded.character',
      )
      .run(digit, id);
  }
}
