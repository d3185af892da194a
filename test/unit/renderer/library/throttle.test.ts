import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttle } from '../../../../renderer/library/throttle.ts';

describe('throttle', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('runs the first request at once and a burst only once more', async () => {
    const work = vi.fn(async () => {});
    const request = throttle(work, 500);
    for (let count = 0; count < 10; count++) request();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('never runs two at a time, and runs again after the last request', async () => {
    let running = 0;
    let most = 0;
    const work = vi.fn(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      running -= 1;
    });
    const request = throttle(work, 500);
    request();
    await vi.advanceTimersByTimeAsync(1_000);
    request();
    await vi.advanceTimersByTimeAsync(5_000);
    expect({ calls: work.mock.calls.length, most }).toEqual({ calls: 2, most: 1 });
  });
});
