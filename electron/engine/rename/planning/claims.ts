import type { RenameProblemKind } from '../../../contract/rename-model.ts';
import type { DraftRows } from './draft-rows.ts';
import { refuse, type Draft, type PlannedMove } from './planned.ts';
import { nameKey, type FolderSurvey, type Insensitive } from './survey-model.ts';

/** Says no to `draft` once another row turns out to stay where it is. */
interface Dependent {
  readonly draft: Draft;
  readonly kind: RenameProblemKind;
  readonly other: string;
}

/**
 * Settles who gets which name: two that want one are refused both, a name that is taken is refused unless its holder
 * moves away, and whoever counted on a holder that is refused itself is refused with it. Answers the rows that count on
 * another, and those others.
 */
export function settleClaims(drafts: readonly Draft[], rows: DraftRows): Set<Draft> {
  const changing = drafts.filter(({ fate }) => fate === 'change');
  const leaving = new Leaving(rows.options.kind === 'copy' ? [] : changing);
  const dependents = new Map<Draft, Dependent[]>();
  const depend = (on: Draft, dependent: Dependent) => {
    const list = dependents.get(on);
    if (list) list.push(dependent);
    else dependents.set(on, [dependent]);
  };
  const shared = new SharedSidecars(leaving, rows, depend);
  for (const draft of changing) for (const move of draft.moves) shared.look(draft, move);
  refuseDuplicates(changing, shared.spare);
  const taken = new TakenNames(changing, rows);
  for (const draft of changing) for (const move of draft.moves) taken.look(draft, move, leaving, depend);
  shared.settle();
  spread(
    drafts.filter(({ fate }) => fate === 'refused'),
    dependents,
  );
  return tiedBy(dependents);
}

function tiedBy(dependents: ReadonlyMap<Draft, readonly Dependent[]>): Set<Draft> {
  const tied = new Set(dependents.keys());
  for (const list of dependents.values()) for (const { draft } of list) tied.add(draft);
  return tied;
}

function spread(refused: Draft[], dependents: ReadonlyMap<Draft, readonly Dependent[]>): void {
  const seen = new Set<Draft>();
  for (let draft = refused.pop(); draft; draft = refused.pop()) {
    if (seen.has(draft)) continue;
    seen.add(draft);
    for (const { draft: next, kind, other } of dependents.get(draft) ?? []) {
      // It has its own reason already, and those who depend on it have been told.
      if (seen.has(next)) continue;
      refuse(next, kind, other);
      refused.push(next);
    }
  }
}

/** `spare`: moves that another row makes. */
function refuseDuplicates(drafts: readonly Draft[], spare: ReadonlyMap<PlannedMove, Draft>): void {
  const first = new Map<string, Draft>();
  const refused = new Set<PlannedMove>();
  for (const draft of drafts) {
    for (const move of draft.moves) {
      if (spare.has(move)) continue;
      const rival = first.get(move.toKey);
      const rivalMove = rival?.moves.find((other) => other.toKey === move.toKey && !spare.has(other));
      if (!rival || !rivalMove) {
        first.set(move.toKey, draft);
        continue;
      }
      if (!refused.has(rivalMove)) refuseRival(rival, rivalMove, move);
      refuseRival(draft, move, rivalMove);
      refused.add(rivalMove);
    }
  }
}

function refuseRival(draft: Draft, move: PlannedMove, rival: PlannedMove): void {
  if (move !== draft.moves[0]) refuse(draft, 'sidecar-exists', rival.from);
  else refuse(draft, move.to === rival.to ? 'same-target' : 'twin', rival.from);
}

/** Rows by what leaves with them. */
class Leaving {
  readonly #drafts: readonly Draft[];
  // Most plans have no name that anybody waits for.
  #byKey: Map<string, Draft> | null = null;

  constructor(drafts: readonly Draft[]) {
    this.#drafts = drafts;
  }

  get(fromKey: string): Draft | undefined {
    this.#byKey ??= this.#listed();
    return this.#byKey.get(fromKey);
  }

  #listed(): Map<string, Draft> {
    const byKey = new Map<string, Draft>();
    for (const draft of this.#drafts) for (const { fromKey } of draft.moves) byKey.set(fromKey, draft);
    return byKey;
  }
}

type Depend = (on: Draft, dependent: Dependent) => void;

/** A sidecar of several files (a.xmp of a.png and a.psd) moves once, and only if all of them move alike. */
class SharedSidecars {
  /** Moves of sidecars that another row takes along, by the row that need not. */
  readonly spare = new Map<PlannedMove, Draft>();
  readonly #leaving: Leaving;
  readonly #rows: DraftRows;
  readonly #depend: Depend;

  constructor(leaving: Leaving, rows: DraftRows, depend: Depend) {
    this.#leaving = leaving;
    this.#rows = rows;
    this.#depend = depend;
  }

  look(draft: Draft, move: PlannedMove): void {
    const [main] = draft.moves;
    if (move === main || move.from.startsWith(main.from)) return;
    const { separator } = this.#rows.options;
    const folder = main.from.slice(0, main.from.lastIndexOf(separator));
    const names = this.#rows.namesIn(this.#rows.survey.folder(folder));
    const own = main.from.slice(folder.length + separator.length);
    for (const name of names.sharers(own)) {
      const sharer = this.#sharer(main.fromKey, name);
      const isAlike = sharer?.moves.some(({ from, to }) => from === move.from && to === move.to);
      if (!sharer || !isAlike) refuse(draft, 'sidecar-shared', move.from);
      else this.#share(draft, move, sharer);
    }
  }

  #sharer(fromKey: string, name: string): Draft | undefined {
    const prefix = fromKey.slice(0, fromKey.lastIndexOf('/') + 1);
    return this.#leaving.get(prefix + name) ?? this.#leaving.get(prefix + nameKey(name, true));
  }

  #share(draft: Draft, move: PlannedMove, other: Draft): void {
    this.#depend(other, { draft, kind: 'sidecar-shared', other: move.from });
    if (other.from < draft.from) this.spare.set(move, draft);
  }

  /** Of those that share one, the first by path takes it along. */
  settle(): void {
    for (const [move, { moves }] of this.spare) moves.splice(moves.indexOf(move), 1);
  }
}

/** Names that are on disk, or that rows which stay keep. */
class TakenNames {
  readonly #rows: DraftRows;
  readonly #foldersToMake = new Set<string>();

  constructor(drafts: readonly Draft[], rows: DraftRows) {
    this.#rows = rows;
    for (const { fate, moves } of drafts) if (fate === 'change') this.#willMake(moves[0].toFolder);
  }

  look(draft: Draft, move: PlannedMove, leaving: Leaving, depend: Depend): void {
    const { to, fromKey, toKey, holder } = move;
    if (this.#foldersToMake.has(toKey)) return refuse(draft, 'not-a-folder', to);
    if (holder === null || (toKey === fromKey && this.#rows.options.kind === 'move')) return;
    const { separator } = this.#rows.options;
    const isSidecar = move !== draft.moves[0];
    const kind = isSidecar ? 'sidecar-exists' : to.endsWith(separator + holder) ? 'exists' : 'twin';
    const other = to.slice(0, to.lastIndexOf(separator) + 1) + holder;
    const leaver = leaving.get(toKey);
    if (leaver) depend(leaver, { draft, kind, other });
    else refuse(draft, kind, other);
  }

  /** Every level below the nearest folder that is there. */
  #willMake({ state, path, nearest, insensitive }: FolderSurvey): void {
    if (state !== 'missing' || this.#foldersToMake.has(levelKey(path, insensitive, this.#rows.options.separator)))
      return;
    const { separator } = this.#rows.options;
    for (let level = path; level.length > nearest.length; level = level.slice(0, level.lastIndexOf(separator))) {
      this.#foldersToMake.add(levelKey(level, insensitive, separator));
    }
  }
}

function levelKey(path: string, insensitive: Insensitive, separator: string): string {
  const at = path.lastIndexOf(separator);
  return `${nameKey(path.slice(0, at), insensitive)}/${nameKey(path.slice(at + 1), insensitive)}`;
}
