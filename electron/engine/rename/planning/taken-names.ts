import type { Dependents, Leaving } from './dependents.ts';
import { refuse, type Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import type { PlannedMove } from './planned-file.ts';
import { nameKey, type FolderOnDisk, type Insensitive } from './survey.ts';

/** Refuses names that a file on disk has or that become a folder, unless who has the name moves away. */
export class TakenNames {
  readonly #context: Drafts;
  readonly #foldersToMake = new Set<string>();

  constructor(drafts: readonly Draft[], context: Drafts) {
    this.#context = context;
    for (const { fate, moves } of drafts) if (fate === 'change') this.#willMake(moves[0].toFolder);
  }

  look(draft: Draft, move: PlannedMove, leaving: Leaving, dependents: Dependents): void {
    const { to, fromKey, toKey, holder } = move;
    if (this.#foldersToMake.has(toKey)) return refuse(draft, 'not-a-folder', to);
    if (holder === null || (toKey === fromKey && this.#context.options.kind === 'move')) return;
    const { separator } = this.#context.options;
    const isSidecar = move !== draft.moves[0];
    const kind = isSidecar ? 'sidecar-exists' : to.endsWith(separator + holder) ? 'exists' : 'twin';
    const other = to.slice(0, to.lastIndexOf(separator) + 1) + holder;
    const leaver = leaving.get(toKey);
    if (leaver) dependents.add(leaver, { draft, kind, other });
    else refuse(draft, kind, other);
  }

  /** Notes every level below the nearest folder that is there. */
  #willMake({ state, path, nearest, insensitive }: FolderOnDisk): void {
    const { separator } = this.#context.options;
    if (state !== 'missing' || this.#foldersToMake.has(levelKey(path, insensitive, separator))) return;
    for (let level = path; level.length > nearest.length; level = level.slice(0, level.lastIndexOf(separator))) {
      this.#foldersToMake.add(levelKey(level, insensitive, separator));
    }
  }
}

function levelKey(path: string, insensitive: Insensitive, separator: string): string {
  const at = path.lastIndexOf(separator);
  return `${nameKey(path.slice(0, at), insensitive)}/${nameKey(path.slice(at + 1), insensitive)}`;
}
