import { describe, expect, it } from 'vitest';
import { dropped } from '../../bench/engine/frames.ts';

const frame = 1_000 / 60;

describe('dropped', () => {
  it('counts the frames that are missing between those that came', () => {
    const { frames, missed, worstMs } = dropped([0, frame, 2 * frame, 5 * frame, 6 * frame]);
    expect({ frames, missed }).toEqual({ frames: 4, missed: 2 });
    expect(worstMs).toBeCloseTo(3 * frame);
  });

  it('forgives what the clock is off by', () => {
    expect(dropped([0, 15.9, 33.1, 50.2]).missed).toBe(0);
  });
});
