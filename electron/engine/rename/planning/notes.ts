import type { RenameNote } from '../../../contract/rename/rename-model.ts';
import { orderMoves } from './order-moves.ts';
import type { Draft } from './draft.ts';
import type { PlannedMove } from './planned-file.ts';

/** Notes what is worth knowing about each file that changes. `tied`: files that count on another to move, and those others. */
export function takeNotes(drafts: readonly Draft[], tied: ReadonlySet<Draft>): void {
  const changing = (draft: Draft) => draft.fate === 'change';
  const notes = notesOfTies([...tied].filter(changing).map(({ moves }) => moves[0]));
  for (const draft of drafts) {
    if (!changing(draft)) continue;
    const [main] = draft.moves;
    const ordered = notes.get(main) ?? none;
    const own = ofMove(main);
    // Nearly all lists are empty: they share one, since a plan keeps a list for each file.
    draft.notes = own.length === 0 ? ordered : [...ordered, ...own];
  }
}

const none: readonly RenameNote[] = [];

/** Files that are tied by their sidecars alone are in no chain and no ring. */
function notesOfTies(moves: readonly PlannedMove[]): Map<PlannedMove, RenameNote[]> {
  const notes = new Map<PlannedMove, RenameNote[]>();
  const sources = new Set(moves.map(({ fromKey }) => fromKey));
  const targets = new Set(moves.map(({ toKey }) => toKey));
  const { cycles, straight } = orderMoves(
    moves.filter(({ fromKey, toKey }) => sources.has(toKey) || targets.has(fromKey)),
  );
  for (const ring of cycles) {
    if (ring.length > 1) for (const move of ring) notes.set(move, [ring.length === 2 ? 'swap' : 'cycle']);
  }
  for (const move of straight) notes.set(move, ['chain']);
  return notes;
}

function ofMove({ fromKey, toKey, acrossDevices, toFolder }: PlannedMove): readonly RenameNote[] {
  const makesFolder = toFolder.state === 'missing';
  if (fromKey !== toKey && !acrossDevices && !makesFolder) return none;
  const notes: RenameNote[] = [];
  if (fromKey === toKey) notes.push('case-only');
  if (acrossDevices) notes.push('across-devices');
  if (makesFolder) notes.push('new-folder');
  return notes;
}
