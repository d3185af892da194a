import { describe, expect, test } from 'vitest';
import { ProgressMeter } from '../../../electron/engine/pipeline/progress.ts';

describe('progress', () => {
  test('the rate is that of the last ten seconds, and the time left follows from it', () => {
    const meter = new ProgressMeter();
    meter.start(0);
    for (let at = 0; at < 20_000; at += 500) meter.finishOne(at);
    const report = meter.report('indexing', 100, 20_000);
    expect(report).toEqual({ phase: 'indexing', done: 40, total: 140, picturesPerSecond: 2, secondsLeft: 50 });
  });

  test('nothing finished yet means that the time left is unknown', () => {
    const meter = new ProgressMeter();
    meter.start(0);
    expect(meter.report('indexing', 5, 1_000)).toMatchObject({ picturesPerSecond: 0, secondsLeft: null });
  });

  test('a run that is paused or over has no rate', () => {
    const meter = new ProgressMeter();
    meter.start(0);
    meter.finishOne(10);
    expect(meter.report('paused', 5, 20).picturesPerSecond).toBe(0);
    expect(meter.report('idle', 0, 20).secondsLeft).toBeNull();
  });
});
