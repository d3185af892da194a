import { joinPath, parentOf } from '../naming/paths.ts';
import { orderMoves } from './order-moves.ts';
import { stampOf, type PlannedMove } from './planned-file.ts';
import type { Program, Step, SweepStep } from './program.ts';
import type { Way } from './ways.ts';

export interface CompileOptions {
  readonly wayOf: (move: PlannedMove) => Way;
  /** Makes temporary names unique on this disk. */
  readonly token: string;
  readonly separator: string;
  /** The folders to make, outer ones first. */
  readonly folders: readonly string[];
  /** The folders that earlier batches made: these are removed once they are empty. */
  readonly ours: ReadonlySet<string>;
}

/** Makes the steps of a batch. The same moves give the same steps. */
export function compile(moves: readonly PlannedMove[], options: CompileOptions): Program {
  const temporary = temporaryNames(options);
  const copied = copySteps(moves, options.wayOf, temporary);
  const { straight, cycles } = orderMoves(moves.filter((move) => options.wayOf(move) === 'move'));
  const rings = ringSteps(cycles, temporary);
  const folders = options.folders.map((path): Step => ({ do: 'folder', path }));
  return {
    before: [...folders, ...copied.copies, ...copied.aside, ...rings.aside, ...rings.inside, ...straight.map(toStep)],
    landing: [...copied.landing, ...rings.landing],
    sweep: [...copied.sweep, ...emptyFolders(moves, options)],
  };
}

type TemporaryName = (beside: string) => string;

/** Short, and hidden, so that the watcher ignores them; short enough wherever the real name fits. */
function temporaryNames({ token, separator }: CompileOptions): TemporaryName {
  let count = 0;
  return (beside) => joinPath(parentOf(beside, separator) ?? '', `.dramatis-${token}-${(count += 1)}`, separator);
}

/** For files that cross file systems, copies, and copies that go again. */
function copySteps(moves: readonly PlannedMove[], wayOf: CompileOptions['wayOf'], temporary: TemporaryName) {
  const copies: Step[] = [];
  const aside: Step[] = [];
  const landing: Step[] = [];
  const sweep: SweepStep[] = [];
  for (const move of moves) {
    const way = wayOf(move);
    if (way === 'move') continue;
    const { from, to } = move;
    const stamp = stampOf(move);
    if (way !== 'discard') {
      const part = temporary(to);
      copies.push({ do: 'copy', from, to: part, stamp });
      landing.push({ do: 'move', from: part, to, stamp });
    }
    if (way === 'copy') continue;
    // The source makes room for others now, and is removed when nothing can be taken back any more.
    const parked = temporary(from);
    aside.push({ do: 'move', from, to: parked, stamp });
    sweep.push({ do: 'remove', path: parked, twin: to });
  }
  return { copies, aside, landing, sweep };
}

/** For files that wait for each other's names: the first of each ring steps aside, and lands when the others have moved. */
function ringSteps(cycles: readonly (readonly PlannedMove[])[], temporary: TemporaryName) {
  const aside: Step[] = [];
  const inside: Step[] = [];
  const landing: Step[] = [];
  for (const [first, ...others] of cycles) {
    if (!first) continue;
    const { from, to } = first;
    const parked = temporary(from);
    aside.push({ do: 'move', from, to: parked, stamp: stampOf(first) });
    inside.push(...others.toReversed().map(toStep));
    landing.push({ do: 'move', from: parked, to, stamp: stampOf(first) });
  }
  return { aside, inside, landing };
}

function toStep(move: PlannedMove): Step {
  return { do: 'move', from: move.from, to: move.to, stamp: stampOf(move) };
}

/** Removes folders of ours that something moves out of, inner ones first. */
function emptyFolders(moves: readonly PlannedMove[], { ours, separator, wayOf }: CompileOptions): SweepStep[] {
  if (ours.size === 0) return [];
  const left = new Set<string>();
  for (const move of moves) {
    if (wayOf(move) === 'copy') continue;
    let folder = parentOf(move.from, separator);
    while (folder !== null && ours.has(folder) && !left.has(folder)) {
      left.add(folder);
      folder = parentOf(folder, separator);
    }
  }
  return [...left].sort((a, b) => b.length - a.length).map((path) => ({ do: 'folder-away', path }));
}
