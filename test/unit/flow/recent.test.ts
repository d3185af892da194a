import { expect, it } from 'vitest';
import { Recent } from '../../../electron/engine/flow/recent.ts';

/** A count that takes `cost` ms by the test's own clock. */
function slowCount(cost: number) {
  const state = { now: 1_000, busy: true, computed: 0 };
  const compute = () => {
    state.now += cost;
    state.computed += 1;
    return state.computed;
  };
  const recent = new Recent(
    compute,
    () => state.busy,
    () => state.now,
  );
  return { state, recent };
}

it('is computed again and again while it is cheap', () => {
  const { recent } = slowCount(2);
  expect([recent.get(), recent.get(), recent.get()]).toEqual([1, 2, 3]);
});

it('may be a moment old while work goes on, and takes a hundredth of the time', () => {
  const { state, recent } = slowCount(60);
  expect(recent.get()).toBe(1);
  state.now += 5_900;
  expect(recent.get()).toBe(1);
  state.now += 200;
  expect(recent.get()).toBe(2);
});

it('is what holds now once the work has ended', () => {
  const { state, recent } = slowCount(60);
  recent.get();
  state.busy = false;
  expect(recent.get()).toBe(2);
});

it('is computed anew once it is said to be out of date', () => {
  const { recent } = slowCount(60);
  recent.get();
  recent.forget();
  expect([recent.get(), recent.get()]).toEqual([2, 2]);
});
