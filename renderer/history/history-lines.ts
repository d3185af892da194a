import type { HistoryEntry } from '../../electron/contract/api/edits-api.ts';
import type { RenameBatch } from '../../electron/contract/rename/rename-model.ts';

/** A line of the history: a day, an edit, or files that were renamed. `current`: the library is as this edit left it. */
export type HistoryLine =
  | { readonly key: string; readonly kind: 'day'; readonly atMs: number }
  | { readonly key: string; readonly kind: 'batch'; readonly atMs: number; readonly batch: RenameBatch }
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
 * Entries and batches come newest first, entries that were undone before all others; each day has a heading of its own. `more`: there
 * are older entries than these; batches from before them wait for those.
 */
export function historyLines(
  entries: readonly HistoryEntry[],
  batches: readonly RenameBatch[] = [],
  more = false,
): HistoryLine[] {
  const lines = inOneOrder(editLines(entries), batchLines(batches, more ? (entries.at(-1)?.atMs ?? 0) : -Infinity));
  return lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const fresh = !before || dayOf(before.atMs) !== dayOf(line.atMs);
    return fresh ? [{ key: `day-${line.key}`, kind: 'day', atMs: line.atMs }, line] : [line];
  });
}

type EditLine = Extract<HistoryLine, { kind: 'edit' }>;
type BatchLine = Extract<HistoryLine, { kind: 'batch' }>;

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

function batchLines(batches: readonly RenameBatch[], since: number): BatchLine[] {
  return batches
    .filter(({ at }) => at >= since)
    .map((batch) => ({ key: `batch-${batch.id}`, kind: 'batch', atMs: batch.at, batch }));
}

/** What was undone stays together at the top: it is what a redo brings back. */
function inOneOrder(edits: readonly EditLine[], batches: readonly BatchLine[]): (EditLine | BatchLine)[] {
  const undone = edits.filter(({ entry }) => entry.undone);
  const rest = [...edits.slice(undone.length), ...batches].sort((a, b) => b.atMs - a.atMs);
  return [...undone, ...rest];
}

function dayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}
