import { expect, test } from 'vitest';
import { Newest } from '../../../electron/engine/flow/newest.ts';

test('of what waits while work is going on only the newest is done', async () => {
  const newest = new Newest();
  const first = Promise.withResolvers<string>();
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(name);
    return name === 'first' ? first.promise : name;
  };
  const running = newest.run(work('first'));
  await Promise.resolve();
  const [second, third] = [newest.run(work('second')), newest.run(work('third'))];
  first.resolve('first');
  expect(await Promise.all([running, second, third])).toEqual(['first', null, 'third']);
  expect(done).toEqual(['first', 'third']);
});

test('work that fails says so to its own caller and holds up nobody', async () => {
  const newest = new Newest();
  await expect(newest.run(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await newest.run(async () => 'next')).toBe('next');
});
