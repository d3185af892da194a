import { expect, test } from 'vitest';
import { renameEndings } from '../../../build/dev/states/rename-endings.ts';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { RenamePlanId } from '../../../electron/contract/rename/rename-model.ts';
import { clientOf, type Reply } from '../../../electron/contract/channel/rpc.ts';

const plan = 3 as RenamePlanId;
const page = { offset: 0, limit: 10 };
const row = { from: '/art/a.png', to: '/art/Mika_001.png' };

/** An engine with one row to rename, behind one of the endings. */
function engineThat(ending: string) {
  const asked: string[] = [];
  const answers: Record<string, unknown> = {
    listRenameRows: [row],
    listRenameBatches: [{ id: 1 }],
    applyRename: { outcome: 'applied' },
    status: 'as it is',
  };
  const call = async (method: string): Promise<Reply> => {
    asked.push(method);
    return { ok: true, value: answers[method] };
  };
  let changes = 0;
  const twisted = renameEndings[ending]!(call, () => (changes += 1));
  return { engine: clientOf<EngineApi>(twisted), asked, changes: () => changes };
}

test.each(['rolled-back', 'pending'])('%s: no file is renamed, and the batch stands in the history', async (ending) => {
  const { engine, asked } = engineThat(ending);
  const result = await engine.applyRename(plan);
  expect(result).toMatchObject({ outcome: ending, failure: { path: row.from, reason: 'ENOSPC' } });
  expect(result.batch).toMatchObject({ state: ending, files: 1, example: row });
  expect((await engine.listRenameBatches(page)).map(({ id }) => id)).toEqual([result.batch.id, 1]);
  expect(asked).not.toContain('applyRename');
  expect(await engine.status()).toBe('as it is');
});

test('recovered: the last start has completed a batch', async () => {
  const { engine } = engineThat('recovered');
  expect(await engine.listRenameBatches(page)).toMatchObject([{ recovered: 'completed', state: 'applied' }, { id: 1 }]);
});

test('slow: it tells how far it is, and can be stopped before the engine renames anything', async () => {
  const { engine, asked, changes } = engineThat('slow');
  const result = engine.applyRename(plan);
  await expect.poll(changes).toBeGreaterThan(1);
  expect(await engine.renameProgress()).toMatchObject({ phase: 'moving', total: 40 });
  await engine.cancelRename();
  expect(await result).toMatchObject({ outcome: 'rolled-back', failure: { reason: 'cancelled' } });
  expect(asked).not.toContain('applyRename');
});
