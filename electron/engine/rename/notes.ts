import type { RenameNote } from '../../contract/rename-model.ts';
import { orderMoves } from './order-moves.ts';
import type { PlannedMove } from './planned.ts';

/** What is worth knowing about each of the moves, in their order. */
export function notesOf(moves: readonly PlannedMove[]): RenameNote[][] {
  const notes = new Map<PlannedMove, RenameNote[]>(moves.map((move) => [move, ofMove(move)]));
  const { cycles, chains } = orderMoves(moves);
  for (const ring of cycles) {
    if (ring.length > 1) for (const move of ring) notes.get(move)?.push(ring.length === 2 ? 'swap' : 'cycle');
  }
  // A long chain may have been met in several pieces; each move but a lone one is part of one.
  const sources = new Set(moves.map(({ fromKey }) => fromKey));
  const targets = new Set(moves.map(({ toKey }) => toKey));
  for (const move of chains.flat()) {
    if (sources.has(move.toKey) || targets.has(move.fromKey)) notes.get(move)?.push('chain');
  }
  return moves.map((move) => notes.get(move) ?? []);
}

function ofMove({ fromKey, toKey, acrossDevices, toFolder }: PlannedMove): RenameNote[] {
  const notes: RenameNote[] = [];
  if (fromKey === toKey) notes.push('case-only');
  if (acrossDevices) notes.push('across-devices');
  if (toFolder.state === 'missing') notes.push('new-folder');
  return notes;
}
