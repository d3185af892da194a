import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { SamplePlan } from '../../../../electron/contract/api/find-api.ts';
import { SampleSorting } from '../../../../renderer/sorting/sample-sorting.svelte.ts';

const planned = (name: string, faces: number, unsure: number) => ({
  name,
  faces: Array.from({ length: faces }, (_, face) => face),
  unsure: Array.from({ length: unsure }, (_, face) => face),
});

function rig() {
  const applied: unknown[] = [];
  const plan = {
    id: 3,
    characters: [planned('Mika', 4, 1), planned('Aoi', 0, 2)],
    problems: [],
    passedOver: [],
    unmatched: 9,
  };
  const engine = {
    planSamples: async (folder: string): Promise<SamplePlan> => {
      if (folder === 'gone') throw new AppError('folder-not-found', folder);
      return plan as unknown as SamplePlan;
    },
    applySamples: async (id: number, leaveOut: readonly string[]) => {
      applied.push([id, leaveOut]);
      return { edit: { kind: 'samples', name: null, count: 1 }, changed: [], gone: [] };
    },
  };
  return { sorting: new SampleSorting(engine as unknown as EngineApi, { pickFolder: async () => null }), applied };
}

test('the report says what would get a name, without what the artist leaves out', async () => {
  const { sorting } = rig();
  await sorting.look('samples');
  expect(sorting.totals).toEqual({ characters: 1, faces: 4, unsure: 3 });
  sorting.toggle('Aoi');
  expect(sorting.totals).toEqual({ characters: 1, faces: 4, unsure: 1 });
  sorting.toggle('Aoi');
  expect(sorting.totals.unsure).toBe(3);
});

test('what is applied is what the report said, and told afterwards', async () => {
  const { sorting, applied } = rig();
  await sorting.look('samples');
  sorting.toggle('Aoi');
  await sorting.apply();
  expect(applied).toEqual([[3, ['Aoi']]]);
  expect(sorting.plan).toBeNull();
  expect(sorting.applied).toEqual({ characters: 1, faces: 4, unsure: 1 });
});

test('a folder that is not there is told of, and another one can be looked at', async () => {
  const { sorting } = rig();
  await sorting.look('gone');
  expect(sorting.error?.code).toBe('folder-not-found');
  await sorting.look('samples');
  expect(sorting.error).toBeNull();
  expect(sorting.plan?.characters).toHaveLength(2);
});
