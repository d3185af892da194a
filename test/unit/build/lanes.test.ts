import { expect, test } from 'vitest';
import { runInLanes, startable, type Task } from '../../../build/check/lanes.ts';

/** Tasks that end when they are told to, and what is running. */
function controlled(...shapes: Pick<Task<string>, 'name' | 'after' | 'alone'>[]) {
  const running = new Set<string>();
  const ends = new Map<string, () => void>();
  const tasks = shapes.map((shape): Task<string> => ({
    ...shape,
    run: () => {
      running.add(shape.name);
      const { promise, resolve } = Promise.withResolvers<string>();
      ends.set(shape.name, () => {
        running.delete(shape.name);
        resolve(`${shape.name} done`);
      });
      return promise;
    },
  }));
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { tasks, running, end };
}

test('as many tasks run side by side as there are lanes, and results come in the order of the list', async () => {
  const { tasks, running, end } = controlled({ name: 'a' }, { name: 'b' }, { name: 'c' });
  const results = runInLanes(tasks, 2);
  expect([...running]).toEqual(['a', 'b']);
  await end('b');
  expect([...running]).toEqual(['a', 'c']);
  await end('c');
  await end('a');
  expect(await results).toEqual(['a done', 'b done', 'c done']);
});

test('a task waits for what it needs, and others go ahead of it', async () => {
  const { tasks, running, end } = controlled({ name: 'a' }, { name: 'b', after: ['a'] }, { name: 'c' });
  const results = runInLanes(tasks, 2);
  expect([...running]).toEqual(['a', 'c']);
  await end('a');
  expect([...running]).toEqual(['c', 'b']);
  await end('b');
  await end('c');
  expect(await results).toHaveLength(3);
});

test('what was not chosen is not waited for', () => {
  expect(startable([{ name: 'b', after: ['a'] }], [], 1)).toHaveLength(1);
});

test('a task that needs the machine for itself starts when all others have ended, and nothing starts beside it', async () => {
  const { tasks, running, end } = controlled({ name: 'a' }, { name: 'b', alone: true }, { name: 'c' }, { name: 'd' });
  const results = runInLanes(tasks, 2);
  expect([...running]).toEqual(['a', 'c']);
  await end('a');
  expect([...running]).toEqual(['c', 'd']);
  await end('c');
  expect([...running]).toEqual(['d']);
  await end('d');
  expect([...running]).toEqual(['b']);
  await end('b');
  expect(await results).toHaveLength(4);
});

test('tasks that wait for each other are an error, not an endless wait', async () => {
  const { tasks } = controlled({ name: 'a', after: ['b'] }, { name: 'b', after: ['a'] });
  await expect(runInLanes(tasks, 2)).rejects.toThrow('wait for each other');
});
