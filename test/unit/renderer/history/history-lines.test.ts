import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../electron/contract/edits-api.ts';
import { historyLines } from '../../../../renderer/history/history-lines.ts';

const day = 24 * 60 * 60 * 1_000;
const noon = new Date(2026, 10, 25, 12).getTime();

function entry(id: number, atMs: number, undone = false): HistoryEntry {
  return { id, kind: 'name', name: null, count: 1, atMs, undone, face: null };
}

function steps(entries: readonly HistoryEntry[]) {
  return historyLines(entries).flatMap((line) => (line.kind === 'edit' ? [[line.entry.id, line.steps]] : []));
}

describe('historyLines', () => {
  it('counts the steps back to each edit', () => {
    expect(steps([entry(3, noon), entry(2, noon), entry(1, noon)])).toEqual([
      [3, 0],
      [2, 1],
      [1, 2],
    ]);
  });

  it('counts the steps forward to what was undone', () => {
    expect(steps([entry(3, noon, true), entry(2, noon, true), entry(1, noon)])).toEqual([
      [3, -2],
      [2, -1],
      [1, 0],
    ]);
  });

  it('counts forward from the beginning where everything was undone', () => {
    expect(steps([entry(2, noon, true), entry(1, noon, true)])).toEqual([
      [2, -2],
      [1, -1],
    ]);
  });

  it('gives every day a heading', () => {
    const kinds = historyLines([entry(3, noon), entry(2, noon - day), entry(1, noon - day)]).map(({ kind }) => kind);
    expect(kinds).toEqual(['day', 'edit', 'day', 'edit', 'edit']);
  });
});
