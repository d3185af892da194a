import type { HistoryEntry } from '../../electron/contract/api/edits-api.ts';
import type { StudioDecision } from '../../electron/contract/api/studio-api.ts';
import type { RenameBatch } from '../../electron/contract/rename/rename-model.ts';

/** A line of the history: a day, an edit, files that were renamed, or what a colleague decided. `current`: the library is as this edit left it. */
export type HistoryLine =
  | { readonly key: string; readonly kind: 'day'; readonly atMs: number }
  | { readonly key: string; readonly kind: 'batch'; readonly atMs: number; readonly batch: RenameBatch }
  | { readonly key: string; readonly kind: 'theirs'; readonly atMs: number; readonly decision: StudioDecision }
  | {
      readonly key: string;
      readonly kind: 'edit';
      readonly atMs: number;
      readonly entry: HistoryEntry;
      readonly current: boolean;
      /** Undo (positive) or redo (negative) so often to have the library as it was when this edit was the last. */
      readonly steps: number;
    };

/**
 * Entries, batches and what colleagues decided come newest first, entries that were undone before all others; each day has a heading of its
 * own. `more`: there are older entries than these; the others from before them wait for those.
 */
export function historyLines(
  entries: readonly HistoryEntry[],
  batches: readonly RenameBatch[] = [],
  more = false,
  theirs: readonly StudioDecision[] = [],
): HistoryLine[] {
  const since = more ? (entries.at(-1)?.atMs ?? 0) : -Infinity;
  const others = [...batchLines(batches), ...theirLines(theirs)].filter(({ atMs }) => atMs >= since);
  const lines = inOneOrder(editLines(entries), others);
  return lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const fresh = !before || dayOf(before.atMs) !== dayOf(line.atMs);
    return fresh ? [{ key: `day-${line.key}`, kind: 'day', atMs: line.atMs }, line] : [line];
  });
}

type EditLine = Extract<HistoryLine, { kind: 'edit' }>;
type OtherLine = Extract<HistoryLine, { kind: 'batch' | 'theirs' }>;

function editLines(entries: readonly HistoryEntry[]): EditLine[] {
  const done = entries.findIndex(({ undone }) => !undone);
  const currentAt = done < 0 ? entries.length : done;
  return entries.map((entry, at) => ({
    key: `edit-${entry.id}`,
    kind: 'edit',
    atMs: entry.atMs,
    entry,
    current: at === currentAt,
    steps: at - currentAt,
  }));
}

function batchLines(batches: readonly RenameBatch[]): OtherLine[] {
  return batches.map((batch) => ({ key: `batch-${batch.id}`, kind: 'batch', atMs: batch.at, batch }));
}

function theirLines(theirs: readonly StudioDecision[]): OtherLine[] {
  return theirs.map((decision) => ({
    key: `theirs-${decision.id}`,
    kind: 'theirs',
    atMs: decision.atMs,
    decision,
  }));
}

/** What was undone stays together at the top: it is what a redo brings back. */
function inOneOrder(edits: readonly EditLine[], others: readonly OtherLine[]): (EditLine | OtherLine)[] {
  const undone = edits.filter(({ entry }) => entry.undone);
  const rest = [...edits.slice(undone.length), ...others].sort((a, b) => b.atMs - a.atMs);
  return [...undone, ...rest];
}

function dayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}
