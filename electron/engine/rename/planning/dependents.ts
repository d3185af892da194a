import type { RenameProblemKind } from '../../../contract/rename/rename-model.ts';
import { refuse, type Draft } from './draft.ts';

/** A draft that counts on another one to move, and what to refuse it with if the other one stays. */
export interface Dependent {
  readonly draft: Draft;
  readonly kind: RenameProblemKind;
  readonly other: string;
}

/** Which drafts count on which others to move. */
export class Dependents {
  readonly #of = new Map<Draft, Dependent[]>();

  add(on: Draft, dependent: Dependent): void {
    const list = this.#of.get(on);
    if (list) list.push(dependent);
    else this.#of.set(on, [dependent]);
  }

  /** Refuses all that count on these, and all that count on those, and so on. */
  refuseAfter(refused: Draft[]): void {
    const seen = new Set<Draft>();
    for (let draft = refused.pop(); draft; draft = refused.pop()) {
      if (seen.has(draft)) continue;
      seen.add(draft);
      for (const { draft: next, kind, other } of this.#of.get(draft) ?? []) {
        // It has a reason already, and so have those that count on it.
        if (seen.has(next)) continue;
        refuse(next, kind, other);
        refused.push(next);
      }
    }
  }

  /** All drafts that count on another, and those others. */
  tied(): Set<Draft> {
    const tied = new Set(this.#of.keys());
    for (const list of this.#of.values()) for (const { draft } of list) tied.add(draft);
    return tied;
  }
}

/** Finds the draft that moves a given path away. */
export class Leaving {
  readonly #drafts: readonly Draft[];
  // Built when it is first asked for: in most plans no name is waited for.
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
