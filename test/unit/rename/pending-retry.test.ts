import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PendingRetry } from '../../../electron/engine/rename/pending-retry.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a batch that is left is tried again, ever more rarely, until it is not left', async () => {
  const answers = [true, true, true, true, true, false];
  const tried: number[] = [];
  using retry = new PendingRetry(async () => {
    tried.push(Date.now() - start);
    return answers[tried.length - 1] ?? false;
  });
  const start = Date.now();
  retry.begin();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tried).toEqual([5_000, 15_000, 35_000, 75_000, 135_000, 195_000]);
});

test('a try that fails is as good as one that leaves a batch', async () => {
  let tries = 0;
  using retry = new PendingRetry(async () => {
    if ((tries += 1) === 1) throw new Error('the thread is gone');
    return false;
  });
  retry.begin();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(2);
});

test('once it is closed nothing is tried', async () => {
  let tries = 0;
  const retry = new PendingRetry(async () => (tries += 1) > 0);
  retry.begin();
  retry[Symbol.dispose]();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries).toBe(0);
});
