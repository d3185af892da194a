import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/engine-api.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenamePlan,
  RenameRequest,
} from '../../../../electron/contract/rename-model.ts';
import { Renaming } from '../../../../renderer/rename/renaming.svelte.ts';
import { demoRows } from '../../../support/demo-rename-rows.ts';
import { DemoRenames, type DemoEnding } from '../../../support/demo-renames.ts';
import { demoLibrary } from '../../../support/demo-library.ts';

const library = demoLibrary(2_400);
const nowhere = { read: () => 0, write: () => undefined };

function renamingThat(ending: DemoEnding, changes: Partial<EngineApi> = {}) {
  const rowsFor = (request: RenameRequest) =>
    demoRows(library, (group) => (group < 3 ? `Name ${group}` : undefined), request);
  const engine = new DemoRenames(rowsFor, () => undefined, ending);
  return new Renaming(Object.assign(engine, changes) as unknown as EngineApi, nowhere);
}

test('files are renamed and can be taken back at once', async () => {
  const renaming = renamingThat('applied');
  await renaming.plan();
  expect(renaming.obstacle).toBe(null);
  const result = await renaming.apply();
  expect(result?.outcome).toBe('applied');
  expect(renaming.preview.plan).toBe(null);
  const undone = result && (await renaming.undo(result.batch));
  expect(undone?.batch.kind).toBe('undo');
});

test('nothing can be applied while the preview is not that of the form', async () => {
  const renaming = renamingThat('applied');
  await renaming.plan();
  renaming.preview.expect();
  expect(renaming.obstacle).toBe('planning');
  expect(await renaming.apply()).toBe(null);
});

test('what stands in the way is told: a mistake in the template first', async () => {
  const renaming = renamingThat('applied');
  expect(renaming.obstacle).toBe('planning');
  renaming.form.mode = 'move';
  expect(renaming.obstacle).toBe('target');
  await renaming.field.type('{', 1);
  expect(renaming.obstacle).toBe('template');
});

test('a wrong template leaves the last good preview on screen', async () => {
  const renaming = renamingThat('applied');
  await renaming.plan();
  const { plan } = renaming.preview;
  await renaming.field.type('{', 1);
  await renaming.plan();
  expect(renaming.preview.plan).toBe(plan);
});

test('the preview of an older form does not come after that of a newer one', async () => {
  const waiting: PromiseWithResolvers<void>[] = [];
  const made: RenameRequest[] = [];
  const renaming = renamingThat('applied', {
    previewRename: async (request) => {
      made.push(request);
      const wait = Promise.withResolvers<void>();
      waiting.push(wait);
      await wait.promise;
      return { ...emptyPlan, id: made.length as RenamePlan['id'] };
    },
    listRenameRows: async () => [],
  });
  const older = renaming.plan();
  renaming.form.template = '{stem}';
  const newer = renaming.plan();
  waiting[1]?.resolve();
  await newer;
  waiting[0]?.resolve();
  await older;
  expect(renaming.preview.plan?.id).toBe(2);
});

test('an undo that cannot take back everything names the files that stay, and asks', async () => {
  const renaming = renamingThat('recovered');
  await renaming.plan();
  const result = await renaming.apply();
  const undoing = renaming.undo(result?.batch as RenameBatch);
  await expect.poll(() => renaming.undoQuestion?.staying.length).toBe(3);
  renaming.undoQuestion?.answer(false);
  expect(await undoing).toBe(null);
  expect(renaming.undoQuestion).toBe(null);
});

test('what a start did after a crash is told once', async () => {
  const told: RenameBatchId[] = [];
  const engine = { listRenameBatches: async () => [recovered] } as unknown as EngineApi;
  const renaming = new Renaming(engine, { read: () => told.at(-1) ?? 0, write: (id) => told.push(id) });
  renaming.history.batches.refresh();
  await expect.poll(() => renaming.history.recovered).toEqual([recovered]);
  renaming.history.acknowledge();
  expect(renaming.history.recovered).toEqual([]);
  expect(told).toEqual([recovered.id]);
});

test('100,000 rows are asked for page by page, only those on screen', async () => {
  const asked: number[] = [];
  const renaming = renamingThat('applied', {
    previewRename: async () => ({ ...emptyPlan, counts: { ...emptyPlan.counts, change: 100_000 } }),
    listRenameRows: async (_, __, { offset }) => {
      asked.push(offset);
      return [];
    },
  });
  await renaming.plan();
  expect(renaming.preview.rows?.count).toBe(100_000);
  renaming.preview.need(50_010, 50_030);
  await expect.poll(() => asked).toEqual([0, 50_000]);
});

const emptyPlan: RenamePlan = {
  id: 1 as RenamePlan['id'],
  kind: 'rename',
  counts: { change: 0, same: 0, refused: 0, leftOut: 0, unnamed: 0, sidecars: 0 },
  problems: [],
  templateErrors: [],
  seconds: 0,
};

const recovered: RenameBatch = {
  id: 4 as RenameBatchId,
  at: 0,
  kind: 'rename',
  template: '{stem}',
  files: 3,
  example: { from: '/a', to: '/b' },
  state: 'applied',
  undoes: null,
  recovered: 'completed',
  rescued: [],
};
