import type { Cell } from '../../store/recorder.ts';
import type { CarryParts, Carried } from './carried.ts';
import { latestBy } from './standing.ts';
import type { StandingFact } from './fact-table.ts';
import type { Fact } from './log.ts';
import { isPair, sharedTables, type SharedTable } from './shared-tables.ts';
import type { Lineage } from './survivors.ts';

/** Of two links between the same faces that contradict each other the later one stands. */
const opposite: Readonly<Record<string, string>> = { must_link: 'cannot_link', cannot_link: 'must_link' };

/** Rows of tables that no rule is about: the latest fact, as it is. */
export class OtherCarrier {
  readonly #parts: CarryParts;
  readonly #writers = new Map<string, ReturnType<typeof writerOf>>();

  constructor(parts: CarryParts) {
    this.#parts = parts;
    for (const table of sharedTables.values()) this.#writers.set(table.name, writerOf(parts.db, table));
  }

  carry([kind, a, b]: Fact, lineage: Lineage, carried: Carried): void {
    const table = sharedTables.get(kind) as SharedTable;
    for (const each of isPair(table) ? [kind, opposite[kind]] : [kind]) {
      if (each !== undefined) this.#write(sharedTables.get(each) as SharedTable, a, b, lineage, carried);
    }
  }

  #write(table: SharedTable, a: string, b: string, lineage: Lineage, carried: Carried): void {
    const fact = this.#standing(table, a, b, lineage);
    const key = this.#local(table, table.key, [a, b], lineage);
    // A link without a fact stays as it is. Any other row without one was carried here by a merge that does not stand any more.
    if (!key || (!fact && isPair(table))) return;
    const writer = this.#writers.get(table.name);
    const rest = fact && this.#rest(table, fact, lineage);
    carried.others += (rest ? writer?.put([...key, ...rest]) : writer?.remove(key)) ?? 0;
  }

  /** What the row says besides its key; null: there is none. */
  #rest(table: SharedTable, { value, ...fact }: StandingFact, lineage: Lineage): Cell[] | null {
    const other = opposite[table.name];
    const isOverruled = other !== undefined && this.#isLater(other, fact, lineage);
    return value === null || isOverruled ? null : this.#local(table, table.rest, value, lineage);
  }

  /** The latest of all facts about the same rows: a face may have two names, a character those of the ones merged into it. */
  #standing(table: SharedTable, a: string, b: string, lineage: Lineage): StandingFact | undefined {
    const { facts } = this.#parts;
    const second = table.key.length > 1 && table.key[1] !== 'plain' ? this.#sameAs(table.key[1], b, lineage) : [b];
    const all = this.#sameAs(table.key[0], a, lineage).flatMap((one) =>
      second.flatMap((other) => {
        const [x = '', y = ''] = isPair(table) ? [one, other].toSorted() : [one, other];
        return facts.get([table.name, x, y]) ?? [];
      }),
    );
    return latestBy(all, () => '').get('');
  }

  #isLater(kind: string, { a, b, order }: Omit<StandingFact, 'value'>, lineage: Lineage): boolean {
    const other = this.#standing(sharedTables.get(kind) as SharedTable, a, b, lineage);
    return other?.value != null && other.order > order;
  }

  #sameAs(column: SharedTable['key'][number] | undefined, name: string, lineage: Lineage): string[] {
    if (column === 'face') return this.#parts.names.namesBeside(name);
    return column === 'character' ? lineage.family(name) : [name];
  }

  /** Null where a row that it speaks of is not here. */
  #local(table: SharedTable, held: SharedTable['key'], named: readonly unknown[], lineage: Lineage): Cell[] | null {
    let at = 0;
    const cells = held.map((column): Cell | undefined => {
      if (column === 'arrival') return Date.now();
      const value = named[at++] as Cell;
      if (column === 'plain' || value === null) return value;
      return this.#rowOf(column, String(value), lineage) ?? undefined;
    });
    if (cells.includes(undefined)) return null;
    const known = cells as Cell[];
    return isPair(table) && held === table.key ? known.toSorted((x, y) => Number(x) - Number(y)) : known;
  }

  #rowOf(column: 'face' | 'character' | 'picture', name: string, lineage: Lineage): number | null {
    const { names } = this.#parts;
    if (column === 'face') return names.faceOf(name);
    if (column === 'picture') return names.pictureOf(name);
    const id = names.characterOf(lineage.survivor(name));
    return id !== null && this.#writers.get('confirmed')?.isCharacter(id) ? id : null;
  }
}

function writerOf(db: CarryParts['db'], { name, keyNames, restNames, rest }: SharedTable) {
  const columns = [...keyNames, ...restNames];
  // What only this machine knows of a row stays while the rest is the same.
  const sets = restNames.filter((_, at) => rest[at] !== 'arrival');
  const update = sets.map((column) => `${column} = excluded.${column}`).join(', ');
  const differs = sets.map((column) => `${column} IS NOT excluded.${column}`).join(' OR ');
  const put = db.prepare<Cell[]>(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (${keyNames.join(', ')}) DO ${sets.length > 0 ? `UPDATE SET ${update} WHERE ${differs}` : 'NOTHING'}`,
  );
  // What an artist of this machine has said of a group of the machine is not told, and nobody takes it away.
  const ofGroups = restNames.filter((_name, at) => rest[at] === 'character');
  const own = ofGroups.map((name) => ` AND ${name} NOT IN (SELECT id FROM character WHERE confirmed = 0)`);
  const remove = db.prepare<Cell[]>(
    `DELETE FROM ${name} WHERE ${keyNames.map((key) => `${key} = ?`).join(' AND ')}${own.join('')}`,
  );
  const character = db.prepare<[number], 1>('SELECT 1 FROM character WHERE id = ?').pluck();
  return {
    put: (cells: readonly Cell[]) => put.run(...cells).changes,
    remove: (key: readonly Cell[]) => remove.run(...key).changes,
    isCharacter: (id: number) => character.get(id) !== undefined,
  };
}
