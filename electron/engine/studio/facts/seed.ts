import type { CharacterId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { FactTable } from './fact-table.ts';
import type { LocalRows } from './local-rows.ts';
import type { Fact } from './log.ts';
import type { Names } from './names.ts';
import { characterExists, columnKind, isPair, sharedTables } from './shared-tables.ts';

interface SeedParts {
  readonly db: Db;
  readonly facts: FactTable;
  readonly names: Names;
  readonly rows: LocalRows;
}

interface Named {
  readonly id: CharacterId;
  readonly name: string;
}

/** Characters that have one name here and in the studio are one from now on: ten colleagues have named the same cast. */
export function adoptNames({ db, facts, names }: Omit<SeedParts, 'rows'>): void {
  const named = db.prepare<[], Named>('SELECT id, name FROM character WHERE name IS NOT NULL AND confirmed = 1').all();
  const merges = facts.merges();
  for (const { id, name } of named) {
    if (names.knownCharacter(id) !== undefined) continue;
    const there = facts
      .saying(columnKind('name'), [name])
      .filter(({ a }) => !merges.has(a) && names.characterOf(a) === null && facts.get([characterExists, a, ''])?.value)
      .toSorted((one, other) => one.order - other.order)[0];
    if (there) names.nameCharacter(there.a, id);
  }
}

/** What the library knew before it joined and the studio does not: whoever joins adds, and overrules nobody. `mine`: what the studio says otherwise. */
export function seedOf(parts: SeedParts): { add: Fact[]; mine: Fact[] } {
  const add: Fact[] = [];
  const mine: Fact[] = [];
  for (const fact of localFacts(parts)) {
    const theirs = standing(parts, fact);
    if (theirs === undefined) add.push(fact);
    else if (JSON.stringify(theirs) !== JSON.stringify(fact[3])) mine.push(fact);
  }
  return { add, mine };
}

function* localFacts({ db, rows }: SeedParts): Generator<Fact> {
  const artists = db.prepare<[], CharacterId>('SELECT id FROM character WHERE confirmed = 1').pluck().all();
  for (const id of artists) {
    yield rows.exists(id);
    yield* rows.characterFacts(id).filter(([, , , value]) => value !== null);
  }
  for (const table of sharedTables.values()) yield* rows.all(table);
}

/** What the studio says under this key, or under another name of the same face; undefined: nothing. */
function standing({ facts, names }: SeedParts, [kind, a, b]: Fact): readonly unknown[] | null | undefined {
  const table = sharedTables.get(kind);
  if (table?.key[0] !== 'face' || isPair(table)) return facts.get([kind, a, b])?.value;
  for (const name of names.namesBeside(a)) {
    const fact = facts.get([kind, name, b]);
    if (fact) return fact.value;
  }
  return undefined;
}
