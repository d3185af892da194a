import type { RenameProblemKind } from '../../contract/rename-model.ts';
import type { DraftRows } from './draft-rows.ts';
import { refuse, type Draft, type PlannedMove } from './planned.ts';
import { nameKey, type FolderSurvey, type Insensitive } from './survey-model.ts';

interface Claim {
  readonly draft: Draft;
  readonly move: PlannedMove;
}

/** Says no to `draft` once another row turns out to stay where it is. */
interface Dependent {
  readonly draft: Draft;
  readonly kind: RenameProblemKind;
  readonly other: string;
}

/**
 * Settles who gets which name: two that want one are refused both, a name that is taken is refused unless its holder
 * moves away, and whoever counted on a holder that is refused itself is refused with it.
 */
export function settleClaims(drafts: readonly Draft[], rows: DraftRows): void {
  const claims: Claim[] = [];
  for (const draft of drafts) if (draft.fate === 'change') for (const move of draft.moves) claims.push({ draft, move });
  const leaving = new Map<string, Claim>();
  if (rows.options.kind !== 'copy') for (const claim of claims) leaving.set(claim.move.fromKey, claim);
  const dependents = new Map<Draft, Dependent[]>();
  const depend = (on: Draft, dependent: Dependent) => {
    const list = dependents.get(on);
    if (list) list.push(dependent);
    else dependents.set(on, [dependent]);
  };
  const before = new Set(drafts.filter(({ fate }) => fate === 'refused'));
  const shared = new SharedSidecars(leaving, rows, depend);
  for (const claim of claims) shared.look(claim);
  shared.settle();
  refuseDuplicates(claims.filter(({ draft, move }) => draft.moves.includes(move)));
  const taken = new TakenNames(drafts, rows);
  for (const claim of claims) taken.look(claim, leaving, depend);
  spread([...before, ...drafts.filter(({ fate }) => fate === 'refused')], dependents);
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

function refuseDuplicates(claims: readonly Claim[]): void {
  const first = new Map<string, Claim>();
  const refused = new Set<Claim>();
  for (const claim of claims) {
    const rival = first.get(claim.move.toKey);
    if (!rival) {
      first.set(claim.move.toKey, claim);
      continue;
    }
    if (!refused.has(rival)) refuseRival(rival, claim);
    refuseRival(claim, rival);
    refused.add(rival);
  }
}

function refuseRival({ draft, move }: Claim, rival: Claim): void {
  if (move !== draft.moves[0]) refuse(draft, 'sidecar-exists', rival.move.from);
  else refuse(draft, move.to === rival.move.to ? 'same-target' : 'twin', rival.move.from);
}

type Depend = (on: Draft, dependent: Dependent) => void;

/** A sidecar of several files (a.xmp of a.png and a.psd) moves once, and only if all of them move alike. */
class SharedSidecars {
  readonly #leaving: ReadonlyMap<string, Claim>;
  readonly #rows: DraftRows;
  readonly #depend: Depend;
  readonly #spare: Claim[] = [];

  constructor(leaving: ReadonlyMap<string, Claim>, rows: DraftRows, depend: Depend) {
    this.#leaving = leaving;
    this.#rows = rows;
    this.#depend = depend;
  }

  look({ draft, move }: Claim): void {
    const [main] = draft.moves;
    if (move === main || move.from.startsWith(main.from)) return;
    const { separator } = this.#rows.options;
    const folder = main.from.slice(0, main.from.lastIndexOf(separator));
    const names = this.#rows.namesIn(this.#rows.survey.folder(folder));
    const own = main.from.slice(folder.length + separator.length);
    for (const name of names.sharers(own)) {
      const sharer = this.#sharer(main.fromKey, own, name);
      const alike = sharer?.draft.moves.find(({ from, to }) => from === move.from && to === move.to);
      if (!sharer || !alike) refuse(draft, 'sidecar-shared', move.from);
      else this.#share(draft, move, sharer.draft);
    }
  }

  #sharer(fromKey: string, own: string, name: string): Claim | undefined {
    const prefix = fromKey.slice(0, fromKey.lastIndexOf('/') + 1);
    return this.#leaving.get(prefix + name) ?? this.#leaving.get(prefix + nameKey(name, true));
  }

  #share(draft: Draft, move: PlannedMove, other: Draft): void {
    this.#depend(other, { draft, kind: 'sidecar-shared', other: move.from });
    if (other.moves[0].from < draft.moves[0].from) this.#spare.push({ draft, move });
  }

  /** Of those that share one, the first by path takes it along. */
  settle(): void {
    for (const { draft, move } of this.#spare) {
      const at = draft.moves.indexOf(move);
      if (at > 0) draft.moves.splice(at, 1);
    }
  }
}

/** Names that are on disk, or that rows which stay keep. */
class TakenNames {
  readonly #rows: DraftRows;
  readonly #inFolder = new Map<string, Map<string, string>>();
  readonly #foldersToMake = new Set<string>();

  constructor(drafts: readonly Draft[], rows: DraftRows) {
    this.#rows = rows;
    for (const { fate, moves } of drafts) if (fate === 'change') this.#willMake(moves[0].toFolder);
  }

  look({ draft, move }: Claim, leaving: ReadonlyMap<string, Claim>, depend: Depend): void {
    if (this.#foldersToMake.has(move.toKey)) return refuse(draft, 'not-a-folder', move.to);
    const holder = this.#holder(move);
    if (holder === undefined || (move.toKey === move.fromKey && this.#rows.options.kind === 'move')) return;
    const isSidecar = move !== draft.moves[0];
    const kind = isSidecar ? 'sidecar-exists' : move.to.endsWith(holder.name) ? 'exists' : 'twin';
    const leaver = leaving.get(move.toKey);
    if (leaver) depend(leaver.draft, { draft, kind, other: holder.path });
    else refuse(draft, kind, holder.path);
  }

  #holder({ to, toKey, toFolder }: PlannedMove): { name: string; path: string } | undefined {
    const name = this.#names(toFolder).get(toKey.slice(toKey.lastIndexOf('/') + 1));
    if (name === undefined) return undefined;
    const { separator } = this.#rows.options;
    return { name: separator + name, path: to.slice(0, to.lastIndexOf(separator) + 1) + name };
  }

  #names(folder: FolderSurvey): Map<string, string> {
    const known = this.#inFolder.get(folder.path);
    if (known) return known;
    const names = new Map<string, string>();
    for (const name of folder.names) names.set(nameKey(name, folder.insensitive), name);
    this.#inFolder.set(folder.path, names);
    return names;
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
