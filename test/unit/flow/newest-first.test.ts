import { describe, expect, it } from 'vitest';
import { NewestFirst } from '../../../electron/engine/flow/newest-first.ts';

/** Work that ends when it is told to. */
function held(done: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { end: resolve, work: () => promise.then(() => void done.push(name)) };
}

const options = { atOnce: 1, lookMs: 250 };

describe('NewestFirst', () => {
  it('does what the newest look asked for first, in its order, one at a time', async () => {
    const done: string[] = [];
    const times = [10, 20, 1_000, 1_010];
    const queue = new NewestFirst({ ...options, mostWaiting: 10 }, () => times.shift() ?? 0);
    const works = ['a', 'b', 'c', 'd', 'e'].map((name) => held(done, name));
    const runs = works.map(({ work }, at) => queue.run(String(at), work));
    for (const { end } of works) end();
    await Promise.all(runs);
    expect(done).toEqual(['a', 'd', 'e', 'b', 'c']);
  });

  it('gives up what waits longest where too much waits', async () => {
    const done: string[] = [];
    const queue = new NewestFirst({ ...options, mostWaiting: 2 });
    const works = ['a', 'b', 'c', 'd'].map((name) => held(done, name));
    const runs = works.map(({ work }, at) => queue.run(String(at), work));
    await expect(runs[1]).rejects.toMatchObject({ code: 'overtaken', subject: '1' });
    for (const { end } of works) end();
    await Promise.all([runs[0], runs[2], runs[3]]);
    expect(done).toEqual(['a', 'c', 'd']);
  });

  it('goes on after work that fails', async () => {
    const queue = new NewestFirst({ ...options, mostWaiting: 2 });
    const failing = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('b', async () => 'done');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});
