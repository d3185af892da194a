import { expect, test } from 'vitest';
import { RestartPolicy } from '../../../electron/main/engine/restart-policy.ts';

test('an engine that keeps dying is started again ever later, and then no more', () => {
  const policy = new RestartPolicy();
  const waits = [1, 2, 3, 4, 5].map(() => policy.afterDeath(1_000));
  expect(waits).toEqual([0, 500, 2_000, 5_000, null]);
});

test('an engine that lived for a minute starts with a clean record', () => {
  const policy = new RestartPolicy();
  policy.afterDeath(1_000);
  policy.afterDeath(1_000);
  expect(policy.afterDeath(60_000)).toBe(0);
});

test('a try that the artist asked for starts with a clean record', () => {
  const policy = new RestartPolicy();
  for (let death = 0; death < 5; death += 1) policy.afterDeath(1_000);
  policy.reset();
  expect(policy.afterDeath(1_000)).toBe(0);
});
