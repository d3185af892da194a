import { expect, test } from 'vitest';
import { WheelSteps } from '../../../../renderer/grid/wheel-steps.ts';

function turn(...deltas: readonly number[]): number[] {
  const wheel = new WheelSteps();
  return deltas.map((deltaY) => wheel.turn({ deltaY, deltaMode: 0 }));
}

test('a notch of a wheel is one step, however far it reaches', () => {
  expect(turn(-120, -53, 100, 240)).toEqual([1, 1, -1, -1]);
  expect(new WheelSteps().turn({ deltaY: -3, deltaMode: 1 })).toBe(1);
});

test('fingers on a pad go a way for each step', () => {
  expect(turn(-10, -10, -10, -10, -10, -10).reduce((sum, step) => sum + step)).toBe(2);
});

test('turning back is no part of the way', () => {
  expect(turn(-20, 15, -20, -10)).toEqual([0, 0, 0, 1]);
});
