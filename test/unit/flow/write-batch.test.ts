import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WriteBatch } from '../../../electron/engine/flow/write-batch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store that takes back what a failed transaction wrote. */
function recorder() {
  const stored: string[] = [];
  let transactions = 0;
  const batch = new WriteBatch((work) => {
    const before = stored.length;
    transactions += 1;
    try {
      work();
    } catch (error) {
      stored.length = before;
      throw error;
    }
  });
  return { stored, batch, count: () => transactions };
}

it('stores what comes in the same moment in one transaction', async () => {
  const { stored, batch, count } = recorder();
  const writes = ['a', 'b', 'c'].map((name) => batch.add(() => void stored.push(name)));
  expect(stored).toEqual([]);
  vi.runAllTimers();
  await Promise.all(writes);
  expect(stored).toEqual(['a', 'b', 'c']);
  expect(count()).toBe(1);
});

it('does not wait for more than a batch', async () => {
  const { stored, batch, count } = recorder();
  await Promise.all(Array.from({ length: 64 }, (_, k) => batch.add(() => void stored.push(String(k)))));
  expect(stored).toHaveLength(64);
  expect(count()).toBe(1);
  expect(batch.size).toBe(0);
});

it('stores the others where one write fails, and tells only its caller', async () => {
  const { stored, batch } = recorder();
  const failing = () => {
    stored.push('half of it');
    throw new Error('disk full');
  };
  const outcomes = Promise.allSettled([
    batch.add(() => void stored.push('a')),
    batch.add(failing),
    batch.add(() => void stored.push('b')),
  ]);
  batch.flush();
  expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(stored).toEqual(['a', 'b']);
});

it('answers what was written, and hands it to what comes after', async () => {
  const { batch } = recorder();
  const after: number[] = [];
  const written = [1, 2].map((number) =>
    batch.add(
      () => number * 10,
      (answer) => void after.push(answer),
    ),
  );
  batch.flush();
  expect(await Promise.all(written)).toEqual([10, 20]);
  expect(after).toEqual([10, 20]);
});
