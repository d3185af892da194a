import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CropBatch } from '../../../electron/engine/models/crop-batch.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';

/** A crop whose only byte tells it from others. */
const crop = (mark: number): RgbImage => ({ width: 1, height: 1, data: Uint8Array.of(mark) });

function batchOf(answer = (crops: readonly RgbImage[]) => crops.map(({ data }) => Float32Array.from(data))) {
  const runs: number[] = [];
  const batch = new CropBatch(async (crops) => {
    runs.push(crops.length);
    return answer(crops);
  });
  return { batch, runs };
}

describe('CropBatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('embeds the crops of several pictures in one run, and gives each its own vectors', async () => {
    const { batch, runs } = batchOf();
    const first = batch.add([crop(1), crop(2)]);
    const second = batch.add([3, 4, 5, 6, 7, 8].map(crop));
    expect((await first).map(([mark]) => mark)).toEqual([1, 2]);
    expect((await second).map(([mark]) => mark)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(runs).toEqual([8]);
  });

  it('does not let few crops wait for ever', async () => {
    const { batch, runs } = batchOf();
    const waiting = batch.add([crop(1)]);
    expect(runs).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await waiting).toHaveLength(1);
    expect(runs).toEqual([1]);
  });

  it('embeds what waits when it is told to, and a picture without faces at once', async () => {
    const { batch, runs } = batchOf();
    const waiting = batch.add([crop(1)]);
    expect(await batch.add([])).toEqual([]);
    expect(runs).toEqual([]);
    batch.flush();
    expect(await waiting).toHaveLength(1);
    batch.flush();
    expect(runs).toEqual([1]);
  });

  it('tells everyone of a run that failed, and goes on with the next', async () => {
    let fails = true;
    const { batch } = batchOf((crops) => {
      if (fails) throw new Error('the card is gone');
      return crops.map(() => new Float32Array(1));
    });
    const both = [batch.add([crop(1)]), batch.add([crop(2)])];
    batch.flush();
    for (const one of both) await expect(one).rejects.toThrow('the card is gone');
    fails = false;
    const next = batch.add([crop(3)]);
    batch.flush();
    expect(await next).toHaveLength(1);
  });
});
