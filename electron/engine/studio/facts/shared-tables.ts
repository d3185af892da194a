import { recorded, type RecordedTable } from '../../store/recorder.ts';

/** What a column holds. `arrival`: when the row came to this machine, which is not sent. The others cross by names that hold everywhere. */
type Column = 'face' | 'character' | 'picture' | 'plain' | 'arrival';

/**
 * Tables whose rows a studio shares, with what each column of `recorded` holds; the first ones are the key there. One row here is
 * all that a new table of facts needs. A row is one fact: the later one about the same key stands. `character` is not in it:
 * each of its columns is a fact of its own. Guesses that were judged, settings, hotkeys and kept
 * searches stay on their machine.
 */
const columns = {
  confirmed: ['face', 'character'],
  suggested: ['face', 'character'],
  rejected: ['face', 'character'],
  must_link: ['face', 'face', 'arrival'],
  cannot_link: ['face', 'face', 'arrival'],
  not_a_face: ['face'],
  manual_box: ['face', 'plain', 'plain', 'plain', 'plain'],
  asked: ['face', 'face', 'plain'],
  merged: ['character', 'character'],
  character_about: ['character', 'plain', 'plain', 'plain'],
  picture_about: ['picture', 'plain', 'plain', 'plain'],
  character_series: ['character', 'plain'],
  character_tag: ['character', 'plain'],
  picture_tag: ['picture', 'plain'],
  nobody: ['picture'],
  alias: ['character', 'plain', 'plain'],
  outfit: ['face', 'character', 'plain'],
} as const satisfies Partial<Record<RecordedTable, readonly Column[]>>;

type SharedName = keyof typeof columns;

export interface SharedTable {
  readonly name: SharedName;
  /** Of the key, then of the rest, in the order of `recorded`. */
  readonly key: readonly Column[];
  readonly rest: readonly Column[];
  /** Columns of the same order. */
  readonly keyNames: readonly string[];
  readonly restNames: readonly string[];
}

export const sharedTables: ReadonlyMap<string, SharedTable> = new Map(
  Object.entries(columns).map(([name, held]) => {
    const { columns: names, keys } = recorded[name as SharedName];
    const table = { key: held.slice(0, keys), rest: held.slice(keys) };
    return [name, { name: name as SharedName, ...table, keyNames: names.slice(0, keys), restNames: names.slice(keys) }];
  }),
);

/** Columns of `character` that a studio shares, and what each holds. That there is a character is a fact too: `character`. */
export const characterColumns = {
  name: 'plain',
  hidden: 'plain',
  colour: 'plain',
  cover: 'face',
} as const satisfies Record<string, Column>;
export type CharacterColumn = keyof typeof characterColumns;

export const characterExists = 'character';
const columnPrefix = 'character.';
export const columnKind = (column: CharacterColumn) => `${columnPrefix}${column}` as const;

export function isCharacterColumn(kind: string): boolean {
  return kind.startsWith(columnPrefix);
}

/** Tables whose rows follow from rules: see `standingOf` and `survivorOf`. The others hold the latest fact as it is. */
const ruled: ReadonlySet<string> = new Set([
  'confirmed',
  'suggested',
  'rejected',
  'not_a_face',
  'manual_box',
  'merged',
]);

export function isRuled(kind: string): boolean {
  return ruled.has(kind);
}

/** Two faces, in either order. */
export function isPair({ key }: SharedTable): boolean {
  return key[0] === 'face' && key[1] === 'face';
}
