import { orderMoves } from './order-moves.ts';
import { parentOf, joinPath } from '../naming/paths.ts';
import type { FileSurvey } from './survey-model.ts';

/** What a batch does to the disk, one step at a time. Every step can be taken back, and can be seen on disk. */
export type Step =
  | { readonly do: 'folder'; readonly path: string }
  | { readonly do: 'copy'; readonly from: string; readonly to: string; readonly stamp: FileSurvey }
  | { readonly do: 'move'; readonly from: string; readonly to: string; readonly stamp: FileSurvey };

/** What is left to do once the batch has happened; done again until it works. */
export type SweepStep =
  /** `twin`: the file that makes this one needless. */
  | { readonly do: 'remove'; readonly path: string; readonly twin: string }
  | { readonly do: 'folder-away'; readonly path: string };

/**
 * `before`: folders, copies, and moves, temporary names included. `landing`: from temporary to final names. `sweep`:
 * removes sources of copies, and folders of ours that are empty. Between the last two the library follows.
 */
export interface Program {
  readonly before: readonly Step[];
  readonly landing: readonly Step[];
  readonly sweep: readonly SweepStep[];
}

export interface ProgramMove {
  readonly from: string;
  readonly to: string;
  readonly fromKey: string;
  readonly toKey: string;
  readonly stamp: FileSurvey;
  /** `move` within a file system, `cross` to another one, `copy`, `discard`: a copy goes, its twin at `to` stays. */
  readonly how: 'move' | 'cross' | 'copy' | 'discard';
}

export interface ProgramOptions {
  /** Makes temporary names unique on this disk. */
  readonly token: string;
  readonly separator: string;
  /** To be made, outer ones first. */
  readonly folders: readonly string[];
  /** Made by earlier batches: they go once they are empty. */
  readonly ours: ReadonlySet<string>;
}

/** Pure: the same moves give the same steps. */
export function compile(moves: readonly ProgramMove[], options: ProgramOptions): Program {
  const temporary = temporaryNames(options);
  const copies: Step[] = [];
  const aside: Step[] = [];
  const landing: Step[] = [];
  const sweep: SweepStep[] = [];
  for (const { from, to, stamp, how } of moves) {
    if (how === 'move') continue;
    if (how !== 'discard') {
      const part = temporary(to);
      copies.push({ do: 'copy', from, to: part, stamp });
      landing.push({ do: 'move', from: part, to, stamp });
    }
    if (how === 'copy') continue;
    // Out of the way now, so that others may have the name; gone when there is no way back any more.
    const parked = temporary(from);
    aside.push({ do: 'move', from, to: parked, stamp });
    sweep.push({ do: 'remove', path: parked, twin: to });
  }
  const { straight, cycles } = orderMoves(moves.filter(({ how }) => how === 'move'));
  const inRings: Step[] = [];
  for (const [first, ...others] of cycles) {
    if (!first) continue;
    const parked = temporary(first.from);
    aside.push({ do: 'move', from: first.from, to: parked, stamp: first.stamp });
    inRings.push(...others.toReversed().map(toStep));
    landing.push({ do: 'move', from: parked, to: first.to, stamp: first.stamp });
  }
  const made = options.folders.map((path): Step => ({ do: 'folder', path }));
  return {
    before: [...made, ...copies, ...aside, ...inRings, ...straight.map(toStep)],
    landing,
    sweep: [...sweep, ...emptied(moves, options)],
  };
}

function toStep({ from, to, stamp }: ProgramMove): Step {
  return { do: 'move', from, to, stamp };
}

/** Short and hidden: the watcher does not look at them, and no name that fits makes one that does not. */
function temporaryNames({ token, separator }: ProgramOptions): (beside: string) => string {
  let count = 0;
  return (beside) => joinPath(parentOf(beside, separator) ?? '', `.dramatis-${token}-${(count += 1)}`, separator);
}

/** Folders of ours that something moves out of, inner ones first. */
function emptied(moves: readonly ProgramMove[], { ours, separator }: ProgramOptions): SweepStep[] {
  const left = new Set<string>();
  if (ours.size === 0) return [];
  for (const { from, how } of moves) {
    if (how === 'copy') continue;
    let folder = parentOf(from, separator);
    while (folder !== null && ours.has(folder) && !left.has(folder)) {
      left.add(folder);
      folder = parentOf(folder, separator);
    }
  }
  return [...left].sort((a, b) => b.length - a.length).map((path) => ({ do: 'folder-away', path }));
}
