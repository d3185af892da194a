import type { Database as Db } from 'better-sqlite3';
import type { CharacterId } from '../../../contract/ids.ts';

interface Heirs {
  readonly from: CharacterId;
  readonly into: CharacterId;
}

const labels = (table: string, columns: string) =>
  `INSERT INTO ${table} (character, ${columns}) SELECT @into, ${columns} FROM ${table} WHERE character = @from
   ON CONFLICT DO NOTHING`;
const forget = (table: string) => `DELETE FROM ${table} WHERE character = @from AND @from <> @into`;

/** In this order; both parameters stand in each. */
const steps = [
  labels('character_series', 'name'),
  labels('character_tag', 'name'),
  labels('alias', 'name, language'),
  'UPDATE outfit SET character = @into WHERE character = @from',
  `INSERT INTO character_about (character, rating, favourite, note)
     SELECT @into, rating, favourite, note FROM character_about WHERE character = @from
   ON CONFLICT DO UPDATE SET
     rating = CASE WHEN rating = 0 THEN excluded.rating ELSE rating END,
     favourite = max(favourite, excluded.favourite),
     note = trim(concat(note, char(10), excluded.note), char(10))`,
  `UPDATE hotkey SET character = @into
     WHERE character = @from AND NOT EXISTS (SELECT 1 FROM hotkey mine WHERE mine.character = @into)`,
  ...['character_series', 'character_tag', 'alias', 'character_about', 'hotkey'].map(forget),
];

/** What was said of a group that ends, for the one that it goes into. What that one has already stays; notes are put together. */
export function aboutHeir(db: Db): (heirs: Heirs) => void {
  const statements = steps.map((sql) => db.prepare<[Heirs]>(sql));
  return (heirs) => statements.forEach((statement) => statement.run(heirs));
}
