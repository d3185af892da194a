import type { HistoryEntry } from '../../electron/contract/edits-api.ts';

/** A line of the history: a day, or an edit. `current`: the library is as this edit left it. */
export type HistoryLine =
  | { readonly key: string; readonly kind: 'day'; readonly atMs: number }
  | {
      readonly key: string;
      readonly kind: 'edit';
      readonly entry: HistoryEntry;
      readonly current: boolean;
      /** Undo (positive) or redo (negative) so often to have the library as it was when this edit was the last. */
      readonly steps: number;
    };

/** Entries come newest first, those that were undone before all others; each day has a heading of its own. */
export function historyLines(entries: readonly HistoryEntry[]): HistoryLine[] {
  const done = entries.findIndex(({ undone }) => !undone);
  const currentAt = done < 0 ? entries.length : done;
  return entries.flatMap((entry, at): HistoryLine[] => {
    const before = entries[at - 1];
    const line = {
      key: `edit-${entry.id}`,
      kind: 'edit',
      entry,
      current: at === currentAt,
      steps: at - currentAt,
    } as const;
    const fresh = !before || dayOf(before.atMs) !== dayOf(entry.atMs);
    return fresh ? [{ key: `day-${entry.id}`, kind: 'day', atMs: entry.atMs }, line] : [line];
  });
}

function dayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}
