import { expect, test, vi } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { Edited } from '../../../../electron/contract/edits-api.ts';
import type { GroupingOptions, RegroupPreview } from '../../../../electron/contract/grouping-api.ts';
import { Regrouping } from '../../../../renderer/regrouping/regrouping.svelte.ts';

async function opened() {
  const applied: GroupingOptions[] = [];
  const asked: GroupingOptions[] = [];
  const engine = {
    groupingOptions: async () => ({ offset: 0.05, picturesApart: true }),
    previewRegroup: async (options: GroupingOptions): Promise<RegroupPreview> => {
      asked.push(options);
      return { options, before: 9, after: 7, moved: 20, merged: [], split: [] };
    },
    regroup: async (options: GroupingOptions) => (applied.push(options), {} as Edited),
  };
  const regrouping = new Regrouping(engine);
  await regrouping.open();
  await vi.waitFor(() => expect(regrouping.current).toBe(true));
  return { regrouping, engine, applied, asked };
}

test('it starts at what the library is grouped by, and nothing can be applied there', async () => {
  const { regrouping } = await opened();
  expect(regrouping.options.offset).toBe(0.05);
  expect(regrouping.ready).toBe(false);
});

test('what is applied is what the preview has shown', async () => {
  const { regrouping, applied } = await opened();
  regrouping.choose({ offset: -0.07 - 0.01 });
  expect(regrouping.ready).toBe(false);
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(regrouping.preview?.options.offset).toBeCloseTo(-0.08);
  await regrouping.apply();
  expect(applied).toEqual([regrouping.preview?.options]);
});

test('sprite sheets are a choice of their own, and the usual way is one step away', async () => {
  const { regrouping, asked } = await opened();
  regrouping.choose({ picturesApart: false });
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(asked.at(-1)).toEqual({ offset: 0.05, picturesApart: false });
  regrouping.reset();
  expect(regrouping.isUsual).toBe(true);
});

test('a preview that fails is told, and applies nothing', async () => {
  const { regrouping, engine } = await opened();
  engine.previewRegroup = () => Promise.reject(new AppError('library-unreadable', 'x'));
  regrouping.choose({ offset: 0 });
  await vi.waitFor(() => expect(regrouping.error?.code).toBe('library-unreadable'));
  expect(regrouping.ready).toBe(false);
});
