import { expect, test } from 'vitest';
import { RegroupPace } from '../../../electron/engine/pipeline/regroup-pace.ts';

test('grouping takes a twentieth of the time at most, and never comes more often than every two seconds', async () => {
  let now = 0;
  const pace = new RegroupPace(() => now);
  const run = (took: number) => pace.run(async () => void (now += took));
  expect(pace.isDue).toBe(true);
  await run(10);
  now += 1_999;
  expect(pace.isDue).toBe(false);
  now += 1;
  expect(pace.isDue).toBe(true);
  await run(1_000);
  now += 19_999;
  expect(pace.isDue).toBe(false);
  now += 1;
  expect(pace.isDue).toBe(true);
});

test('it is not due while it runs', async () => {
  const pace = new RegroupPace(() => 1_000_000);
  const held = Promise.withResolvers<void>();
  const running = pace.run(() => held.promise);
  expect(pace.isDue).toBe(false);
  held.resolve();
  await running;
});
