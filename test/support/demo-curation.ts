import { AppError } from '../../electron/contract/errors.ts';
import type { EditSummary, HistoryEntry } from '../../electron/contract/edits-api.ts';
import type { Colour } from '../../electron/contract/faces-api.ts';
import type { Box } from '../../electron/contract/geometry.ts';
import type { GroupingOptions } from '../../electron/contract/grouping-api.ts';
import { groupOf, type DemoLibrary } from './demo-library.ts';

/** What the artist of the demo has decided. Groups and faces by their number, from 0. */
export interface Facts {
  readonly names: ReadonlyMap<number, string>;
  /** Groups that went into others. */
  readonly into: ReadonlyMap<number, number>;
  /** Faces that are elsewhere than where they were found; null: without a group. */
  readonly home: ReadonlyMap<number, number | null>;
  readonly made: readonly number[];
  readonly hidden: ReadonlySet<number>;
  readonly colours: ReadonlyMap<number, Colour>;
  readonly covers: ReadonlyMap<number, number>;
  readonly notFaces: ReadonlySet<number>;
  /** Boxes of faces that the artist drew or moved. */
  readonly boxes: ReadonlyMap<number, Box>;
  /** Pictures of drawn faces. */
  readonly drawn: ReadonlyMap<number, number>;
  readonly accepted: ReadonlySet<number>;
  readonly grouping: GroupingOptions;
  /** Questions that were answered. */
  readonly asked: ReadonlySet<string>;
}

interface Step {
  readonly entry: Omit<HistoryEntry, 'undone'>;
  readonly groups: readonly number[];
  readonly before: Facts;
  readonly after: Facts;
}

const nothing: Facts = {
  names: new Map(),
  into: new Map(),
  home: new Map(),
  made: [],
  hidden: new Set(),
  colours: new Map(),
  covers: new Map(),
  notFaces: new Set(),
  boxes: new Map(),
  drawn: new Map(),
  accepted: new Set(),
  grouping: { offset: 0, picturesApart: true },
  asked: new Set(),
};

/** Edits and their history, in memory: every edit replaces the facts, so that undo puts the old ones back. */
export class DemoCuration {
  readonly #library: DemoLibrary;
  #facts = nothing;
  #done: Step[] = [];
  #undone: Step[] = [];
  #next = 1;
  #members: ReadonlyMap<number | null, readonly number[]> | null = null;

  constructor(library: DemoLibrary) {
    this.#library = library;
  }

  get facts(): Facts {
    return this.#facts;
  }

  /** As if it had been so before the history began. */
  start(names: ReadonlyMap<number, string>): void {
    this.#replace({ ...this.#facts, names });
  }

  /** Faces of each group (null: without one), as the edits have left them. */
  members(): ReadonlyMap<number | null, readonly number[]> {
    this.#members ??= this.#count();
    return this.#members;
  }

  groupOfFace(face: number): number | null {
    const found = this.#facts.home.has(face) ? (this.#facts.home.get(face) ?? null) : groupOf(this.#library, face);
    return found === null ? null : this.#resolve(found);
  }

  edit(kind: EditSummary['kind'], count: number, groups: readonly number[], change: Partial<Facts>): void {
    const before = this.#facts;
    const after = { ...before, ...change };
    const [first] = groups;
    const name = first === undefined ? null : (after.names.get(first) ?? null);
    const face = first === undefined ? null : (this.members().get(first)?.[0] ?? null);
    this.#record({ kind, name, count, face, groups, before, after, atMs: Date.now() });
  }

  #record(step: Omit<Step, 'entry'> & Omit<HistoryEntry, 'id' | 'undone' | 'face'> & { face: number | null }): void {
    const { kind, name, count, face, groups, before, after, atMs } = step;
    const shown = face === null ? null : ((face + 1) as HistoryEntry['face']);
    const entry = { id: this.#next++, kind, name, count, atMs, face: shown };
    this.#done = [...this.#done, { entry, groups, before, after }];
    this.#undone = [];
    this.#replace(after);
  }

  /** The groups that changed. */
  step(direction: 'undo' | 'redo'): readonly number[] {
    const [from, to] = direction === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.pop();
    if (!step) throw new AppError(direction === 'undo' ? 'nothing-to-undo' : 'nothing-to-redo');
    to.push(step);
    this.#replace(direction === 'undo' ? step.before : step.after);
    return step.groups;
  }

  next(direction: 'undo' | 'redo'): EditSummary | null {
    return (direction === 'undo' ? this.#done : this.#undone).at(-1)?.entry ?? null;
  }

  history(): HistoryEntry[] {
    const undone = this.#undone.map(({ entry }) => ({ ...entry, undone: true }));
    return [...undone, ...this.#done.map(({ entry }) => ({ ...entry, undone: false })).reverse()];
  }

  #replace(facts: Facts): void {
    this.#facts = facts;
    this.#members = null;
  }

  #resolve(group: number): number {
    const into = this.#facts.into.get(group);
    return into === undefined ? group : this.#resolve(into);
  }

  #count(): ReadonlyMap<number | null, readonly number[]> {
    const members = new Map<number | null, number[]>([[null, []]]);
    const { starts, faces } = this.#library;
    let group = 0;
    for (let face = 0; face < faces; face += 1) {
      while (group < starts.length - 1 && face >= (starts[group + 1] ?? faces)) group += 1;
      if (this.#facts.notFaces.has(face)) continue;
      const found = group < starts.length - 1 ? group : null;
      const home = this.#facts.home.has(face) ? (this.#facts.home.get(face) ?? null) : found;
      const key = home === null ? null : this.#resolve(home);
      const list = members.get(key);
      if (list) list.push(face);
      else members.set(key, [face]);
    }
    return members;
  }
}
