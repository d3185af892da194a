import { expect, test, vi } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { Edited } from '../../../../electron/contract/api/edits-api.ts';
import type { ChangedGroups, GroupingOptions, RegroupPreview } from '../../../../electron/contract/api/grouping-api.ts';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { Regrouping } from '../../../../renderer/regrouping/regrouping.svelte.ts';

function change(from: number, ...faces: number[]): ChangedGroups {
  return {
    before: [{ character: from as CharacterId, faces: 9, show: [] }],
    after: [{ character: null, faces: faces.length, show: [] }],
    moves: [{ from: from as CharacterId, to: 0, faces: faces as FaceId[] }],
  };
}

/** Leaving faces 1 and 2 makes face 9 change too, unless that is left as well. */
function changesWith(stay: readonly number[]): ChangedGroups[] {
  const all = [change(7, 1, 2), change(8, 3), ...(stay.includes(1) ? [change(5, 9)] : [])];
  return all.filter(({ moves }) => !moves.some(({ faces }) => faces.some((face) => stay.includes(face))));
}

async function opened() {
  const applied: unknown[] = [];
  const asked: GroupingOptions[] = [];
  const engine = {
    groupingOptions: async () => ({ offset: 0.05, picturesApart: true }),
    previewRegroup: async (options: GroupingOptions, stay: readonly FaceId[] = []): Promise<RegroupPreview> => {
      asked.push(options);
      return { options, before: 9, after: 7, moved: 20 - stay.length, changes: changesWith(stay), moreChanges: 0 };
    },
    regroup: async (...given: unknown[]) => (applied.push(given), {} as Edited),
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
  expect(applied).toEqual([[regrouping.preview?.options, []]]);
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

const facesOf = ({ moves }: ChangedGroups) => moves.flatMap(({ faces }) => faces);

test('what is left stays in its place of the list, and what that changes is added to it', async () => {
  const { regrouping, applied } = await opened();
  regrouping.choose({ offset: 0 });
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(regrouping.changes.map(facesOf)).toEqual([[1, 2], [3]]);
  regrouping.leave([1, 2] as FaceId[], true);
  expect(regrouping.ready).toBe(false);
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(regrouping.changes.map(facesOf)).toEqual([[1, 2], [3], [9]]);
  expect(regrouping.preview?.moved).toBe(18);
  regrouping.leave([9] as FaceId[], true);
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(regrouping.changes.map(facesOf)).toEqual([[1, 2], [3], [9]]);
  expect(regrouping.leftOf([1, 2, 3, 9] as FaceId[])).toBe(3);
  await regrouping.apply();
  expect(applied).toEqual([[regrouping.options, [1, 2, 9]]]);
  regrouping.leave([1, 2, 9] as FaceId[], false);
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  expect(regrouping.changes.map(facesOf)).toEqual([[1, 2], [3]]);
});

test('everything can be left at once, and taken again', async () => {
  const { regrouping } = await opened();
  regrouping.choose({ offset: 0 });
  await vi.waitFor(() => expect(regrouping.ready).toBe(true));
  regrouping.leaveAll(true);
  expect(regrouping.left).toEqual(new Set([1, 2, 3]));
  regrouping.leaveAll(false);
  expect(regrouping.left.size).toBe(0);
});
