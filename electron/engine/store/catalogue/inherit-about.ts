import type { Database as Db } from 'better-sqlite3';
import { folded } from '../../../contract/folded.ts';
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

/** What both have, written otherwise by each, is as the one that stays has it: an outfit is worn by that name, another name is forgotten. */
const spelled = {
  outfit: 'UPDATE outfit SET name = @known WHERE character = @from AND name = @name',
  alias: 'DELETE FROM alias WHERE character = @from AND name = @name AND name <> @known',
} as const;

function spellAlike(db: Db): (heirs: Heirs) => void {
  const statements = Object.entries(spelled).map(([table, sql]) => ({
    names: db.prepare<[CharacterId], string>(`SELECT DISTINCT name FROM ${table} WHERE character = ?`).pluck(),
    spell: db.prepare<[{ from: CharacterId; name: string; known: string }]>(sql),
  }));
  return ({ from, into }) => {
    for (const { names, spell } of statements) {
      const inUse = new Map(names.all(into).map((name) => [folded(name), name]));
      for (const name of names.all(from)) {
        const known = inUse.get(folded(name));
        if (known !== undefined && known !== name) spell.run({ from, name, known });
      }
    }
  };
}

/** What was said of a group that ends, for the one that it goes into. What that one has already stays; notes are put together. */
export function aboutHeir(db: Db): (heirs: Heirs) => void {
  const statements = steps.map((sql) => db.prepare<[Heirs]>(sql));
  const spell = spellAlike(db);
  return (heirs) => {
    spell(heirs);
    statements.forEach((statement) => statement.run(heirs));
  };
}
