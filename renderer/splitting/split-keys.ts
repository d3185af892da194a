import { commandOf, type CommandId } from '../commands/commands.ts';
import type { FaceId } from '../../electron/contract/ids.ts';
import type { SplitBoard } from './split-board.svelte.ts';

const steps: Readonly<Record<string, (perRow: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (perRow) => -perRow,
  ArrowDown: (perRow) => perRow,
};

/** Keys on a face of the table; answers whether it was one of them. `perRow`: how many faces stand side by side in a part. */
export function handleSplitKey(board: SplitBoard, event: KeyboardEvent, perRow: number): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && /^[1-9]$/.test(event.key)) return toNumber(board, Number(event.key));
  const target = plain ? targetOf(board, event.key, perRow) : null;
  if (target !== null) {
    if (event.shiftKey) board.choose(target, { ctrl: false, shift: true });
    else board.focus(target);
    return true;
  }
  const id = commandOf(event, Object.keys(actions) as CommandId[]);
  if (id === null) return false;
  actions[id]?.(board);
  return true;
}

const actions: Readonly<Partial<Record<CommandId, (board: SplitBoard) => void>>> = {
  newPart: (board) => board.move(board.targets(), null),
  partBefore: (board) => toNeighbour(board, -1),
  partAfter: (board) => toNeighbour(board, 1),
  choose: ({ active, selection }) => {
    if (active !== null) selection.toggle(active);
  },
  selectAll: (board) => board.choosePart(),
  partLarge: (board) => board.see(board.table.large === null ? partKey(board) : null),
  partStays: (board) => {
    const key = partKey(board);
    if (key !== null) board.table.keepGroup(key);
  },
  undo: (board) => {
    board.table.undo();
    if (board.active !== null) board.focus(board.active);
  },
  applySplit: ({ table }) => table.apply(),
};

function partKey(board: SplitBoard): number | null {
  return board.active === null ? null : (board.partOf(board.active)?.key ?? null);
}

/** The part with the number at its head; the next number makes a new one. */
function toNumber(board: SplitBoard, number: number): boolean {
  const { list } = board.table.parts;
  if (number > list.length + 1) return false;
  board.move(board.targets(), list[number - 1]?.key ?? null);
  return true;
}

function toNeighbour(board: SplitBoard, by: number): void {
  const { list } = board.table.parts;
  const part = list[list.findIndex(({ key }) => key === partKey(board)) + by];
  if (part) board.move(board.targets(), part.key);
}

/** Sideways from part to part; up and down within one. */
function targetOf(board: SplitBoard, key: string, perRow: number): FaceId | null {
  const { active, order } = board;
  const part = active === null ? null : board.partOf(active);
  if (active === null || part === null) return null;
  const step = steps[key]?.(perRow);
  if (step !== undefined) {
    const within = Math.abs(step) === 1 ? order : board.shownOf(part);
    return within[within.indexOf(active) + step] ?? active;
  }
  if (key === 'Home') return order[0] ?? null;
  return key === 'End' ? (order.at(-1) ?? null) : null;
}
