import { randomUUID } from 'node:crypto';
import type { CharacterId } from '../../../contract/ids.ts';
import { AppError } from '../../../contract/errors.ts';
import type { Db } from '../../store/database.ts';
import type { StoredEdit } from '../../store/history.ts';
import type { Cell, RowChange } from '../../store/recorder.ts';
import type { FactTable } from './fact-table.ts';
import type { LocalRows } from './local-rows.ts';
import type { EventLog, Fact } from './log.ts';
import type { Names } from './names.ts';
import { NotedEdits, takenBack, type NotedEdit, type Step } from './noted-edits.ts';
import { Past } from './past.ts';
import { characterColumns, characterExists, sharedTables, type CharacterColumn } from './shared-tables.ts';
import { touchFormerSurvivor, type Touched } from './touched.ts';

interface OutboxParts {
  readonly db: Db;
  readonly log: EventLog;
  readonly facts: FactTable;
  readonly names: Names;
  readonly rows: LocalRows;
}

/** An edit as it was told. */
export interface Told extends Pick<NotedEdit, 'step'> {
  readonly facts: readonly Fact[];
}

/** `character` as the recorder has it. */
type CharacterCells = readonly [id: Cell, name: Cell, confirmed: Cell, hidden: Cell, colour: Cell, cover: Cell];

const characterAt: Readonly<Record<CharacterColumn, number>> = { name: 1, hidden: 3, colour: 4, cover: 5 };

/**
 * Makes events of what an artist decides. The edit itself only notes what it wrote, in its transaction; `tell` makes events of that when the
 * artist has their answer, and whoever reads or writes facts has it done first. Each event says what stood when its edit was done. An undo is
 * an event like any other. What the machine grouped is not told.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #noted: NotedEdits;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#noted = new NotedEdits(parts.db);
  }

  /** Of an edit, in its transaction. Answers whether there may be something to tell. Throws `studio-reads-only`, `studio-lead-only`. */
  note(edit: StoredEdit, step: Step, role: string | null): boolean {
    const changes = step === 'undo' ? takenBack(edit.changes) : edit.changes;
    if (!changes.some(([table]) => table === 'character' || sharedTables.has(table))) return false;
    if (role === 'reader' && this.#factsOf(changes).length > 0) throw new AppError('studio-reads-only');
    if (role === 'artist' && mergesNamed(changes)) throw new AppError('studio-lead-only');
    this.#noted.add(edit, step);
    return true;
  }

  /** Makes events of what was noted. `touched` gets what merges that are others now leave behind. */
  tell(touched: Touched): Told[] {
    const edits = this.#noted.all();
    if (edits.length === 0) return [];
    const past = new Past(edits.map(({ changes }) => changes));
    const told = edits.map((edit, at): Told => {
      const facts = this.#parts.rows.asOf(past.after(at), () => this.#factsOf(edit.changes));
      for (const fact of facts) touchFormerSurvivor(touched, fact, this.#parts.facts);
      if (facts.length > 0) this.add(edit, facts);
      return { facts, step: edit.step };
    });
    this.#noted.clear();
    return told;
  }

  /** Writes the event, and what now stands by it. */
  add(
    { kind, name, count, step, atMs }: Pick<NotedEdit, 'name' | 'count' | 'step' | 'atMs'> & { kind: string },
    facts: readonly Fact[],
  ): void {
    const { log, names, facts: table } = this.#parts;
    const undo = step === 'undo' ? { undo: true as const } : {};
    const body = { facts, faces: names.placesOf(facts.flatMap(namesIn)), ...undo };
    const n = log.add({ id: randomUUID(), atMs, kind, name, count, body });
    for (const fact of facts) table.put(fact, n, true);
  }

  /** What stands under every key that the edit touched. */
  #factsOf(changes: readonly RowChange[]): Fact[] {
    const merged = mergesIn(changes);
    const facts = new Map<string, Fact>();
    const add = (fact: Fact | null) => fact && facts.set(fact.slice(0, 3).join('\n'), fact);
    for (const [id, cells] of charactersIn(changes)) {
      if (!merged.has(id)) this.#characterFacts(id as CharacterId, cells).forEach(add);
    }
    for (const [table, before, after] of changes) {
      const shared = sharedTables.get(table);
      if (!shared) continue;
      const key = (after ?? before ?? []).slice(0, shared.key.length);
      // What was said of a character that has just been merged is now said of the other.
      const isOfMerged =
        shared.name !== 'merged' && shared.key.some((held, at) => held === 'character' && merged.has(Number(key[at])));
      const now = isOfMerged
        ? key.map((cell, at) => (shared.key[at] === 'character' ? (merged.get(Number(cell)) ?? cell) : cell))
        : key;
      add(this.#parts.rows.fact(shared, now));
    }
    return [...facts.values()].filter((fact) => !this.#stands(fact));
  }

  #stands(fact: Fact): boolean {
    const standing = this.#parts.facts.get(fact)?.value ?? null;
    return JSON.stringify(standing) === JSON.stringify(fact[3]);
  }

  #characterFacts(id: CharacterId, { before, after }: FirstAndLast): Fact[] {
    const { rows, names } = this.#parts;
    const wasTheirs = before?.[2] === 1;
    if (after?.[2] !== 1) {
      const uuid = names.knownCharacter(id);
      return wasTheirs && uuid !== undefined ? [[characterExists, uuid, '', null]] : [];
    }
    if (!wasTheirs) return [rows.exists(id), ...rows.characterFacts(id), ...this.#saidOf(id)];
    const changed = (Object.keys(characterColumns) as CharacterColumn[]).filter(
      (column) => before[characterAt[column]] !== after[characterAt[column]],
    );
    return rows.characterFacts(id, changed);
  }

  /** What was decided about a group while it was the machine's, which nobody was told. */
  #saidOf(id: CharacterId): Fact[] {
    const tables = [...sharedTables.values()].filter(({ name }) => name !== 'merged');
    return tables.flatMap((table) => this.#parts.rows.about(table, id));
  }
}

interface FirstAndLast {
  readonly before: CharacterCells | null;
  readonly after: CharacterCells | null;
}

/** Each character as it was before the edit and is after it. */
function charactersIn(changes: readonly RowChange[]): Map<number, FirstAndLast> {
  const all = new Map<number, FirstAndLast>();
  for (const [table, before, after] of changes) {
    if (table !== 'character') continue;
    const id = Number((after ?? before)?.[0]);
    const first = all.get(id);
    all.set(id, {
      before: first ? first.before : (before as CharacterCells | null),
      after: after as CharacterCells | null,
    });
  }
  return all;
}

/** Who went into whom. */
function mergesIn(changes: readonly RowChange[]): Map<number, number> {
  const merges = changes.flatMap(([table, , after]): [number, number][] =>
    table === 'merged' && after ? [[Number(after[0]), Number(after[1])]] : [],
  );
  return new Map(merges);
}

/** Two characters that both have names become one. */
function mergesNamed(changes: readonly RowChange[]): boolean {
  const characters = charactersIn(changes);
  return [...mergesIn(changes)].some(([from, into]) => {
    const survivor = characters.get(into);
    const wasNamed = survivor ? survivor.before?.[1] !== null : true;
    return characters.get(from)?.before?.[1] != null && wasNamed;
  });
}

function namesIn([kind, a, b, value]: Fact): string[] {
  return [a, b, ...(kind === 'character.cover' ? [String(value?.[0])] : [])];
}
