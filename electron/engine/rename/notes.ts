import type { RenameNote } from '../../contract/rename-model.ts';
import { orderMoves } from './order-moves.ts';
import type { PlannedMove } from './planned.ts';

/** What is worth knowing about each of the moves, in their order. */
export function notesOf(moves: readonly PlannedMove[]): (readonly RenameNote[])[] {
  const notes = new Map<PlannedMove, RenameNote[]>();
  const sources = new Set(moves.map(({ fromKey }) => fromKey));
  const waiting = moves.filter(({ toKey }) => sources.has(toKey));
  const targets = new Set(waiting.map(({ toKey }) => toKey));
  // Most plans have none of these.
  const tied = moves.filter(({ fromKey, toKey }) => sources.has(toKey) || targets.has(fromKey));
  const { cycles, straight } = orderMoves(tied);
  for (const ring of cycles) {
    if (ring.length > 1) for (const move of ring) notes.set(move, [ring.length === 2 ? 'swap' : 'cycle']);
  }
  for (const move of straight) notes.set(move, ['chain']);
  return moves.map((move) => {
    const ordered = notes.get(move) ?? none;
    const own = ofMove(move);
    // A plan keeps one list for each of its moves: nearly all are empty, and the same.
    return own.length === 0 ? ordered : [...ordered, ...own];
  });
}

const none: readonly RenameNote[] = [];

function ofMove({ fromKey, toKey, acrossDevices, toFolder }: PlannedMove): readonly RenameNote[] {
  const makesFolder = toFolder.state === 'missing';
  if (fromKey !== toKey && !acrossDevices && !makesFolder) return none;
  const notes: RenameNote[] = [];
  if (fromKey === toKey) notes.push('case-only');
  if (acrossDevices) notes.push('across-devices');
  if (makesFolder) notes.push('new-folder');
  return notes;
}
