import { dirname } from 'node:path';
import type { RunFailure } from './batch/batch-run.ts';
import type { FollowKind } from './follow-library.ts';
import type { BatchMove } from './planning/batch-moves.ts';
import type { FileSystem } from './batch/file-system.ts';
import type { PlannedMove, PlannedRow } from './planning/planned.ts';
import type { ProgramMove } from './planning/program.ts';
import { look } from './batch/look.ts';
import type { FileSurvey } from './planning/survey-model.ts';

/** `crossings`: pairs of folders that were found to lie on two file systems. */
export function toProgramMoves(
  rows: readonly PlannedRow[],
  kind: FollowKind,
  crossings: ReadonlySet<string>,
): ProgramMove[] {
  return movesOf(rows).map((move) => {
    const { from, to, fromKey, toKey } = move;
    const how = howOf(move, kind, crossings);
    return { from, to, fromKey, toKey, stamp: stampOf(move), how };
  });
}

function howOf({ from, to, acrossDevices }: PlannedMove, kind: FollowKind, crossings: ReadonlySet<string>) {
  if (kind === 'copy' || kind === 'discard') return kind;
  return acrossDevices || crossings.has(pairOf(from, to)) ? 'cross' : 'move';
}

/** The pair of folders that a failed move would have crossed; null where that was not the failure. */
export function crossingOf({ reason, path, to }: RunFailure): string | null {
  return reason === 'EXDEV' && to !== null ? pairOf(path, to) : null;
}

function pairOf(from: string, to: string): string {
  return `${dirname(from)}\0${dirname(to)}`;
}

export function toBatchMoves(rows: readonly PlannedRow[]): BatchMove[] {
  return rows
    .filter(({ fate }) => fate === 'change')
    .map(({ from, to, file, picture, moves }) => {
      const [main, ...others] = moves.map((move) => {
        const { size, mtimeMs } = stampOf(move);
        return { from: move.from, to: move.to, size, mtimeMs };
      });
      if (!main) throw new Error('a row that changes has a move');
      return { ...main, from, to, file, picture, sidecars: others };
    });
}

/** Every level that is not there yet, outer ones first. */
export function foldersToMake(rows: readonly PlannedRow[], separator: string): string[] {
  const folders = new Set<string>();
  for (const { toFolder } of movesOf(rows)) {
    if (toFolder.state !== 'missing') continue;
    for (
      let path = toFolder.path;
      path.length > toFolder.nearest.length;
      path = path.slice(0, path.lastIndexOf(separator))
    ) {
      if (folders.has(path)) break;
      folders.add(path);
    }
  }
  return [...folders].sort((a, b) => a.length - b.length);
}

/** The first file that is not as it was planned with; null where all are. */
export function firstChanged(rows: readonly PlannedRow[], fs: FileSystem): string | null {
  const changed = movesOf(rows).find((move) => {
    const now = look(fs, move.from);
    const { size, mtimeMs } = stampOf(move);
    return !now || now.size !== size || now.mtimeMs !== mtimeMs;
  });
  return changed?.from ?? null;
}

function movesOf(rows: readonly PlannedRow[]): PlannedMove[] {
  return rows.flatMap(({ moves }) => moves);
}

function stampOf({ stamp, from }: PlannedMove): FileSurvey {
  if (!stamp) throw new Error(`${from} was planned without being there`);
  return stamp;
}
