import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../electron/contract/api/edits-api.ts';
import type { RenameBatch } from '../../../../electron/contract/rename/rename-model.ts';
import type { StudioDecision } from '../../../../electron/contract/api/studio-api.ts';
import { describeDecision } from '../../../../renderer/history/describe-decision.ts';
import { historyLines } from '../../../../renderer/history/history-lines.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';

const day = 24 * 60 * 60 * 1_000;
const noon = new Date(2026, 10, 25, 12).getTime();

function entry(id: number, atMs: number, undone = false): HistoryEntry {
  return { id, kind: 'name', name: null, count: 1, atMs, undone, face: null };
}

function decision(of: Partial<StudioDecision>): StudioDecision {
  return { id: 1, atMs: noon, author: 'sora', kind: 'name', name: 'Aiko', count: 1, undo: false, ...of };
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

  const batch = (id: number, at: number) => ({ id, at }) as unknown as RenameBatch;
  const keys = (...given: Parameters<typeof historyLines>) =>
    historyLines(...given).flatMap(({ kind, key }) => (kind === 'day' ? [] : [key]));

  it('puts files that were renamed among the edits, by time, below what was undone', () => {
    const entries = [entry(4, noon + 40, true), entry(3, noon + 30), entry(1, noon + 10)];
    const batches = [batch(8, noon + 50), batch(7, noon + 20)];
    expect(keys(entries, batches)).toEqual(['edit-4', 'batch-8', 'edit-3', 'batch-7', 'edit-1']);
  });

  it('puts what colleagues decided among the edits, by time, and counts it as no step of undo', () => {
    const theirs = [decision({ id: 8, atMs: noon + 50 }), decision({ id: 7, atMs: noon + 20 })];
    const lines = historyLines([entry(3, noon + 30), entry(1, noon + 10)], [], false, theirs);
    expect(lines.map(({ key }) => key)).toEqual(['day-theirs-8', 'theirs-8', 'edit-3', 'theirs-7', 'edit-1']);
    expect(lines.flatMap((line) => (line.kind === 'edit' ? [line.steps] : []))).toEqual([0, 1]);
  });

  it('does not count files that were renamed as steps of undo', () => {
    const lines = historyLines([entry(3, noon + 30), entry(1, noon + 10)], [batch(7, noon + 20)]);
    expect(lines.flatMap((line) => (line.kind === 'edit' ? [line.steps] : []))).toEqual([0, 1]);
  });

  it('keeps batches back that are older than the oldest entry, while older entries are to come', () => {
    const batches = [batch(8, noon + 20), batch(7, noon)];
    expect(keys([entry(3, noon + 10)], batches, true)).toEqual(['batch-8', 'edit-3']);
    expect(keys([entry(3, noon + 10)], batches, false)).toEqual(['batch-8', 'edit-3', 'batch-7']);
  });
});

describe('describeDecision', () => {
  const said = (of: Partial<StudioDecision>) => describeDecision(translator('en'), decision(of));

  it('says who decided what, or took it back', () => {
    expect([said({}), said({ undo: true })]).toEqual(['sora: Named “Aiko”', 'sora took back: Named “Aiko”']);
  });

  it('has words for who joined, for what was decided again, and for what a later version decided', () => {
    expect([{ kind: 'join', count: 41 }, { kind: 'take-back' }, { kind: 'mood' }].map(said)).toEqual([
      'sora: Joined with 41 names',
      'sora: Decided again what a colleague had changed',
      'sora: Decided something that this version does not know',
    ]);
  });
});
