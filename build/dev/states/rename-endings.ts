import { setTimeout } from 'node:timers/promises';
import type { Page } from '../../../electron/contract/checks.ts';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenamePlanId,
  RenameResult,
} from '../../../electron/contract/rename/rename-model.ts';
import { madeUp } from './made-up.ts';
import type { Twist } from './twist.ts';

/** No file is touched: the disk was full, say, and what was done was taken back, or could not be. */
const unfinished = (state: 'rolled-back' | 'pending'): Twist =>
  madeUp((engine) => {
    const made: RenameBatch[] = [];
    return {
      applyRename: async (plan: RenamePlanId): Promise<RenameResult> => {
        const batch = { ...(await batchOf(engine, plan, made.length)), state };
        made.unshift(batch);
        return { outcome: state, batch, failure: { path: batch.example.from, reason: 'ENOSPC' } };
      },
      listRenameBatches: async (page: Page) => [...made, ...(await engine.listRenameBatches(page))],
    };
  });

/** The start found a batch that a crash had cut off, and completed it. */
const recovered: Twist = madeUp((engine) => ({
  listRenameBatches: async (page: Page) => {
    const batch = { ...someBatch, state: 'applied', recovered: 'completed', files: 96 };
    return [batch, ...(await engine.listRenameBatches(page))];
  },
}));

const total = 40;

/** The real rename, after forty steps in which it can be stopped. */
const slowly = (stepMs: number): Twist =>
  madeUp((engine, renamesChanged) => {
    let done = 0;
    let stop = new AbortController();
    return {
      applyRename: async (plan: RenamePlanId): Promise<RenameResult> => {
        stop = new AbortController();
        const { signal } = stop;
        for (done = 0; done < total && !signal.aborted; done += 1) {
          renamesChanged();
          await setTimeout(stepMs, undefined, { signal }).catch(() => undefined);
        }
        if (!signal.aborted) return engine.applyRename(plan);
        const batch = { ...(await batchOf(engine, plan, 0)), state: 'rolled-back' as const };
        return { outcome: 'rolled-back', batch, failure: { path: batch.example.from, reason: 'cancelled' } };
      },
      cancelRename: async () => stop.abort(),
      renameProgress: async () => ({ phase: 'moving', done, total }),
    };
  });
/** `&rename=…` in the page's address: how the next batches end. */
export const renameEndings: Readonly<Record<string, Twist>> = {
  'rolled-back': unfinished('rolled-back'),
  pending: unfinished('pending'),
  recovered,
  slow: slowly(100),
  // As good as for ever.
  held: slowly(600_000),
};

const someBatch = {
  // Beyond those of the library itself.
  id: 1_000_000 as RenameBatchId,
  at: Date.UTC(2026, 10, 25, 9, 12),
  kind: 'rename',
  template: '{character}_{index:000}',
  files: 0,
  example: { from: '/home/mika/art/events/ev_0014.png', to: '/home/mika/art/events/Mika_014.png' },
  state: 'applied',
  undoes: null,
  rescued: [],
  recovered: null,
} as const satisfies RenameBatch;

async function batchOf(engine: EngineApi, plan: RenamePlanId, before: number): Promise<RenameBatch> {
  const rows = await engine.listRenameRows(plan, { fate: 'change' }, { offset: 0, limit: 10_000 });
  const [{ from, to } = someBatch.example] = rows;
  return {
    ...someBatch,
    id: (someBatch.id + before) as RenameBatchId,
    at: Date.now(),
    files: rows.length,
    example: { from, to },
  };
}
