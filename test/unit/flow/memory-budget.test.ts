import { describe, expect, it } from 'vitest';
import { MemoryBudget } from '../../../electron/engine/flow/memory-budget.ts';

/** Lets everything that can go on now go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function waitInLine(budget: MemoryBudget, pixels: number, name: string, started: string[], signal?: AbortSignal) {
  const share = await budget.acquire(pixels, signal);
  started.push(name);
  return share;
}

describe('MemoryBudget', () => {
  it('lets pictures in while there is room, and the next one when room is given back', async () => {
    const budget = new MemoryBudget(100);
    const started: string[] = [];
    const first = await waitInLine(budget, 60, 'first', started);
    await waitInLine(budget, 40, 'second', started);
    const third = waitInLine(budget, 50, 'third', started);
    await settle();
    expect(started).toEqual(['first', 'second']);
    first[Symbol.dispose]();
    await third;
    expect(started).toEqual(['first', 'second', 'third']);
  });

  it('does not let small pictures overtake a large one', async () => {
    const budget = new MemoryBudget(100);
    const started: string[] = [];
    const first = await waitInLine(budget, 60, 'first', started);
    const large = waitInLine(budget, 90, 'large', started);
    const small = waitInLine(budget, 10, 'small', started);
    await settle();
    expect(started).toEqual(['first']);
    first[Symbol.dispose]();
    await Promise.all([large, small]);
    expect(started).toEqual(['first', 'large', 'small']);
  });

  it('lets a picture larger than everything in alone', async () => {
    const budget = new MemoryBudget(100);
    const alone = await budget.acquire(1000);
    const started: string[] = [];
    const next = waitInLine(budget, 1, 'next', started);
    await settle();
    expect(started).toEqual([]);
    alone[Symbol.dispose]();
    await next;
  });

  it('takes a picture that is given up out of the line, and lets the others go on', async () => {
    const budget = new MemoryBudget(100);
    const started: string[] = [];
    const first = await waitInLine(budget, 60, 'first', started);
    const giveUp = new AbortController();
    const large = waitInLine(budget, 90, 'large', started, giveUp.signal);
    const small = waitInLine(budget, 40, 'small', started);
    giveUp.abort(new Error('cancelled'));
    await expect(large).rejects.toThrow('cancelled');
    await small;
    expect(started).toEqual(['first', 'small']);
    first[Symbol.dispose]();
    await waitInLine(budget, 60, 'last', started);
    expect(started).toEqual(['first', 'small', 'last']);
  });
});
