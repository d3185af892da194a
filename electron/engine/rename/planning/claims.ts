import { Dependents, Leaving } from './dependents.ts';
import { refuse, type Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import type { PlannedMove } from './planned-file.ts';
import { SharedSidecars } from './shared-sidecars.ts';
import { TakenNames } from './taken-names.ts';

/**
 * Settles who gets which name. Two drafts that want one name are both refused. A name that is taken is refused unless
 * the file that has it moves away, and if that file is refused, so is the draft that counted on it. `context`: what made
 * the drafts. Answers the drafts that count on another, and those others.
 */
export function settleClaims(drafts: readonly Draft[], context: Drafts): Set<Draft> {
  const changing = drafts.filter(({ fate }) => fate === 'change');
  const leaving = new Leaving(context.options.kind === 'copy' ? [] : changing);
  const dependents = new Dependents();
  const shared = new SharedSidecars(leaving, context, dependents);
  for (const draft of changing) for (const move of draft.moves) shared.look(draft, move);
  refuseDuplicates(changing, shared.spare);
  const taken = new TakenNames(changing, context);
  for (const draft of changing) for (const move of draft.moves) taken.look(draft, move, leaving, dependents);
  shared.settle();
  dependents.refuseAfter(drafts.filter(({ fate }) => fate === 'refused'));
  return dependents.tied();
}

/** Refuses both of two drafts that want one name. `spare`: moves that another draft makes. */
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
