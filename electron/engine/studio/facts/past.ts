import { recorded, type RecordedTable, type RowChange } from '../../store/recorder.ts';

type Row = NonNullable<RowChange[1]>;

interface Written {
  readonly edit: number;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** How the library was when an edit had been done. */
export interface Moment {
  /** All cells of the row with this key. Null: there was none; undefined: it is as it was. */
  row(table: RecordedTable, key: Row): Row | null | undefined;
  /** Keys of rows that may be others now. */
  keysOf(table: RecordedTable): readonly Row[];
}

/** Rows as edits left them that have been changed again since, by later edits of the same list. */
export class Past {
  readonly #written = new Map<string, Written[]>();
  readonly #keys = new Map<RecordedTable, Map<string, Row>>();

  constructor(edits: readonly (readonly RowChange[])[]) {
    for (const [edit, changes] of edits.entries()) {
      for (const [table, before, after] of changes) this.#add(edit, table, before, after);
    }
  }

  #add(edit: number, table: RecordedTable, before: Row | null, after: Row | null): void {
    const key = (after ?? before ?? []).slice(0, recorded[table].keys);
    const text = textOf(table, key);
    const written = this.#written.get(text) ?? [];
    written.push({ edit, before, after });
    this.#written.set(text, written);
    const keys = this.#keys.get(table) ?? new Map<string, Row>();
    this.#keys.set(table, keys.set(text, key));
  }

  /** After edit number `edit`. */
  after(edit: number): Moment {
    return {
      row: (table, key) => {
        const written = this.#written.get(textOf(table, key)) ?? [];
        const last = written.findLast((each) => each.edit <= edit);
        return last ? last.after : written[0]?.before;
      },
      keysOf: (table) => [...(this.#keys.get(table)?.values() ?? [])],
    };
  }
}

function textOf(table: RecordedTable, key: Row): string {
  return `${table} ${JSON.stringify(key)}`;
}
