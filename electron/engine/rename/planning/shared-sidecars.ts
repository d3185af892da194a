import type { Dependents, Leaving } from './dependents.ts';
import { refuse, type Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import type { PlannedMove } from './planned-file.ts';
import { nameKey } from './survey.ts';

/** A sidecar of several files (a.xmp of a.png and a.psd) moves once, and only if all of them move alike. */
export class SharedSidecars {
  /** Moves of sidecars that another draft makes, with the draft that need not make them. */
  readonly spare = new Map<PlannedMove, Draft>();
  readonly #leaving: Leaving;
  readonly #context: Drafts;
  readonly #dependents: Dependents;

  constructor(leaving: Leaving, context: Drafts, dependents: Dependents) {
    this.#leaving = leaving;
    this.#context = context;
    this.#dependents = dependents;
  }

  look(draft: Draft, move: PlannedMove): void {
    const [main] = draft.moves;
    if (move === main || move.from.startsWith(main.from)) return;
    const { separator } = this.#context.options;
    const folder = main.from.slice(0, main.from.lastIndexOf(separator));
    const names = this.#context.namesIn(this.#context.survey.folder(folder));
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
    this.#dependents.add(other, { draft, kind: 'sidecar-shared', other: move.from });
    if (other.from < draft.from) this.spare.set(move, draft);
  }

  /** Of the files that share a sidecar, the first by path takes it along: the others lose their move of it. */
  settle(): void {
    for (const [move, { moves }] of this.spare) moves.splice(moves.indexOf(move), 1);
  }
}
