import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../../electron/contract/api/engine-api.ts';
import { AppError } from '../../../../../electron/contract/errors.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenameFate,
  RenamePlan,
  RenameRequest,
  RenameResult,
  RenameRow,
  RowFilter,
} from '../../../../../electron/contract/rename/rename-model.ts';
import { Renaming } from '../../../../../renderer/rename/state/renaming.svelte.ts';
import { parseTemplate } from '../../../../../electron/engine/rename/naming/template.ts';

const shell = { pickTarget: async () => null };
const nowhere = { read: () => 0, write: () => undefined };

/** Renames in memory. `gone`: how many of the files have gone by the time that they are to be taken back. */
class RenamesInMemory {
  readonly #plans: RenamePlan[] = [];
  #batches: RenameBatch[] = [];
  readonly #gone: number;

  constructor(gone: number) {
    this.#gone = gone;
  }

  checkTemplate = async (template: string) => ({
    errors: parseTemplate(template).errors,
    completion: null,
    tokens: [],
  });

  previewRename = async ({ template, mode }: RenameRequest) => {
    const { errors } = parseTemplate(template);
    return this.#plan({ kind: mode, templateErrors: errors }, errors.length > 0 ? {} : { change: files });
  };

  previewUndoRename = async (id: RenameBatchId) => {
    if (!this.#batches.some((batch) => batch.id === id)) throw new AppError('batch-gone', id);
    return this.#plan({ kind: 'undo' }, { change: files - this.#gone, refused: this.#gone });
  };

  #plan(more: Partial<RenamePlan>, counts: Partial<RenamePlan['counts']>): RenamePlan {
    const id = (this.#plans.length + 1) as RenamePlan['id'];
    const plan = { ...emptyPlan, ...more, id, counts: { ...emptyPlan.counts, ...counts } };
    this.#plans.push(plan);
    return plan;
  }

  listRenameRows = async (id: RenamePlan['id'], { fate }: RowFilter) => {
    const { counts } = this.#plans.find((plan) => plan.id === id) ?? emptyPlan;
    const rows = (count: number, of: RenameFate) => Array.from({ length: count }, () => ({ fate: of }) as RenameRow);
    const all = [...rows(counts.refused, 'refused'), ...rows(counts.change, 'change')];
    return all.filter((row) => fate === undefined || row.fate === fate);
  };

  applyRename = async (id: RenamePlan['id']): Promise<RenameResult> => {
    const plan = this.#plans.find((known) => known.id === id);
    if (!plan) throw new AppError('plan-gone', id);
    const batchId = (this.#batches.length + 1) as RenameBatchId;
    const batch = { ...recovered, id: batchId, kind: plan.kind, files: plan.counts.change, recovered: null };
    this.#batches = [batch, ...this.#batches];
    return { outcome: 'applied', batch, failure: null };
  };

  listRenameBatches = async () => this.#batches;
}

const files = 20;

function renamingThat(changes: Partial<EngineApi> = {}, gone = 0) {
  return new Renaming(Object.assign(new RenamesInMemory(gone), changes) as unknown as EngineApi, shell, nowhere);
}

test('files are renamed and can be taken back at once', async () => {
  const renaming = renamingThat();
  await renaming.plan();
  expect(renaming.obstacle).toBe(null);
  const result = await renaming.apply();
  expect(result?.outcome).toBe('applied');
  expect(renaming.preview.plan).toBe(null);
  const undone = result && (await renaming.undo(result.batch));
  expect(undone?.batch.kind).toBe('undo');
});

test('nothing can be applied while the preview is not that of the form', async () => {
  const renaming = renamingThat();
  await renaming.plan();
  renaming.preview.expect();
  expect(renaming.obstacle).toBe('planning');
  expect(await renaming.apply()).toBe(null);
});

test('what stands in the way is told: a mistake in the template first', async () => {
  const renaming = renamingThat();
  expect(renaming.obstacle).toBe('planning');
  renaming.form.mode = 'move';
  expect(renaming.obstacle).toBe('target');
  await renaming.field.type('{', 1);
  expect(renaming.obstacle).toBe('template');
});

test('a wrong template leaves the last good preview on screen', async () => {
  const renaming = renamingThat();
  await renaming.plan();
  const { plan } = renaming.preview;
  await renaming.field.type('{', 1);
  await renaming.plan();
  expect(renaming.preview.plan).toBe(plan);
});

test('the preview of an older form does not come after that of a newer one', async () => {
  const waiting: PromiseWithResolvers<void>[] = [];
  const made: RenameRequest[] = [];
  const renaming = renamingThat({
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
  const renaming = renamingThat({}, 3);
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
  const renaming = new Renaming(engine, shell, { read: () => told.at(-1) ?? 0, write: (id) => told.push(id) });
  renaming.history.batches.refresh();
  await expect.poll(() => renaming.history.recovered).toEqual([recovered]);
  renaming.history.acknowledge();
  expect(renaming.history.recovered).toEqual([]);
  expect(told).toEqual([recovered.id]);
});

test('100,000 rows are asked for page by page, only those on screen', async () => {
  const asked: number[] = [];
  const renaming = renamingThat({
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
