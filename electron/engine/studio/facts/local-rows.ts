import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { Cell } from '../../store/recorder.ts';
import type { Fact } from './log.ts';
import type { Names } from './names.ts';
import type { Moment } from './past.ts';
import {
  characterColumns,
  characterExists,
  columnKind,
  isPair,
  sharedTables,
  type SharedTable,
} from './shared-tables.ts';

export interface CharacterRow {
  readonly name: string | null;
  readonly confirmed: number;
  readonly hidden: number;
  readonly colour: string | null;
  readonly cover: number | null;
}

/** Rows of this library as facts that hold everywhere. */
export class LocalRows {
  readonly #names: Names;
  readonly #db: Db;
  readonly #character;
  readonly #figure;
  /** Null: now. */
  #moment: Moment | null = null;
  readonly #byKey = new Map<string, ReturnType<typeof rowByKey>>();

  constructor(db: Db, names: Names) {
    this.#db = db;
    this.#names = names;
    this.#character = db.prepare<[number], CharacterRow>(
      'SELECT name, confirmed, hidden, colour, cover FROM character WHERE id = ?',
    );
    this.#figure = db.prepare<[Cell], number>('SELECT figure FROM face WHERE id = ?').pluck();
    for (const table of sharedTables.values()) this.#byKey.set(table.name, rowByKey(db, table));
  }

  /** What the rows said at an earlier moment. */
  asOf<T>(moment: Moment, read: () => T): T {
    this.#moment = moment;
    try {
      return read();
    } finally {
      this.#moment = null;
    }
  }

  character(id: number): CharacterRow | undefined {
    const row = this.#moment?.row('character', [id]);
    if (row === undefined) return this.#character.get(id);
    if (row === null) return undefined;
    const [, name, confirmed, hidden, colour, cover] = row;
    return { name, confirmed, hidden, colour, cover } as CharacterRow;
  }

  /** What is not the key of a row. */
  #rest(table: SharedTable, key: readonly Cell[]): Cell[] | undefined {
    const row = this.#moment?.row(table.name, key);
    if (row === undefined) return this.#byKey.get(table.name)?.(key);
    return row === null ? undefined : table.rest.map((_, at) => row[key.length + at] ?? null);
  }

  /**
   * What stands in the library under this key; null where it is about a group of the machine, or about what nobody else has heard of. What a
   * row says of a group of the machine cannot be told, but that it says no more what it said before.
   */
  fact(table: SharedTable, key: readonly Cell[]): Fact | null {
    const row = this.#rest(table, key);
    const value = (row && this.#portable(table.rest, row, true)) ?? null;
    const named = this.#portable(table.key, key, value !== null);
    if (named === null) return null;
    const [a = '', b = ''] = isPair(table) ? named.map(String).toSorted() : named.map(String);
    return [table.name, a, b, value && this.#isFigure(table, key) ? [...value, 1] : value];
  }

  /** A box that an artist drew where no face can be seen: its row says so, and no edit changes that. */
  #isFigure({ name }: SharedTable, [face = null]: readonly Cell[]): boolean {
    return name === 'manual_box' && this.#figure.get(face) === 1;
  }

  /** Every row of a table that can be told. */
  *all(table: SharedTable): Generator<Fact> {
    const keys = this.#db
      .prepare(`SELECT ${table.keyNames.join(', ')} FROM ${table.name}`)
      .raw()
      .all() as Cell[][];
    for (const key of keys) {
      const fact = this.fact(table, key);
      if (fact?.[3]) yield fact;
    }
  }

  /** What a table says of a character. */
  about(table: SharedTable, id: CharacterId): Fact[] {
    const at = [...table.key, ...table.rest].indexOf('character');
    const column = [...table.keyNames, ...table.restNames][at];
    if (column === undefined) return [];
    const now = this.#db
      .prepare<[number]>(`SELECT ${table.keyNames.join(', ')} FROM ${table.name} WHERE ${column} = ?`)
      .raw()
      .all(id) as Cell[][];
    const then = this.#moment?.keysOf(table.name) ?? [];
    const keys = new Map([...now, ...then].map((key) => [JSON.stringify(key), key]));
    return [...keys.values()]
      .filter((key) => [...key, ...(this.#rest(table, key) ?? [])][at] === id && this.#rest(table, key))
      .map((key) => this.fact(table, key))
      .filter((fact): fact is Fact => fact !== null && fact[3] !== null);
  }

  /** Columns of an artist's character. */
  characterFacts(
    id: CharacterId,
    columns = Object.keys(characterColumns) as (keyof typeof characterColumns)[],
  ): Fact[] {
    const row = this.character(id);
    if (!row) return [];
    const uuid = this.#names.character(id);
    return columns.map((column): Fact => {
      const cell = row[column];
      const value =
        cell !== null && characterColumns[column] === 'face' ? (this.#names.face(cell as FaceId) ?? null) : cell;
      return [columnKind(column), uuid, '', value === null || value === 0 ? null : [value]];
    });
  }

  exists(id: CharacterId): Fact {
    return [characterExists, this.#names.character(id), '', [1]];
  }

  /** `naming`: gives names to what has none. Null: it cannot be spoken of. */
  #portable(held: SharedTable['key'], cells: readonly Cell[], naming: boolean): unknown[] | null {
    const named = held.flatMap((column, at): unknown[] => {
      const cell = cells[at] ?? null;
      if (column === 'arrival') return [];
      if (column === 'plain' || cell === null) return [cell];
      return [this.#nameOf(column, Number(cell), naming)];
    });
    return named.includes(undefined) ? null : named;
  }

  #nameOf(column: 'face' | 'character' | 'picture', id: number, naming: boolean): string | undefined {
    if (column === 'picture') return this.#names.picture(id as PictureId);
    if (column === 'face') return naming ? this.#names.face(id as FaceId) : this.#names.knownFace(id as FaceId);
    const known = this.#names.knownCharacter(id as CharacterId);
    if (known !== undefined || !naming) return known;
    // A group that the machine made is not spoken of: it is another one on every machine.
    return this.character(id)?.confirmed === 1 ? this.#names.character(id as CharacterId) : undefined;
  }
}

function rowByKey(db: Db, { name, keyNames, restNames }: SharedTable) {
  const select = db
    .prepare<Cell[]>(
      `SELECT ${restNames.length > 0 ? restNames.join(', ') : '1'} FROM ${name} WHERE ${keyNames.map((column) => `${column} = ?`).join(' AND ')}`,
    )
    .raw();
  return (key: readonly Cell[]) => select.get(...key) as Cell[] | undefined;
}
