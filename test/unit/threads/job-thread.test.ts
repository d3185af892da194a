import { expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/errors.ts';
import { JobThread, type ThreadOptions } from '../../../electron/engine/threads/job-thread.ts';

const module = (name: string) => new URL(`../../../electron/${name}`, import.meta.url).href;

interface NumberJobs {
  /** Refuses 0, and the thread dies of negative numbers. */
  double(number: number): number;
  add(a: number, b: number): number;
  /** Never answers. */
  never(): void;
  /** Tells so many numbers, from 1 on. */
  count(to: number): void;
  /** Answers after a while. */
  late(number: number): number;
  /** How many bytes came with it. */
  length(bytes: Uint8Array): number;
}

const script = `
  import { doJobs } from '${module('engine/threads/do-jobs.ts')}';
  import { tell } from '${module('engine/threads/thread-port.ts')}';
  import { AppError } from '${module('contract/errors.ts')}';
  import { setTimeout } from 'node:timers/promises';
  import { workerData } from 'node:worker_threads';
  Atomics.add(workerData, 0, 1);
  doJobs({
    double(number) {
      if (number < 0) process.exit(3);
      if (number === 0) throw new AppError('bad-arguments', 'zero');
      return number * 2;
    },
    add: (a, b) => a + b,
    never: () => new Promise(() => setInterval(() => undefined, 1_000)),
    count(to) {
      for (let number = 1; number <= to; number += 1) tell(number);
    },
    late: (number) => setTimeout(50, number),
    length: (bytes) => bytes.length,
  });`;
/** Threads that were started. */
let started = new Int32Array(new SharedArrayBuffer(4));

function thread(options: ThreadOptions<number> = {}): JobThread<NumberJobs, number> {
  started = new Int32Array(new SharedArrayBuffer(4));
  return new JobThread(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { ...options, data: started });
}

test('jobs are answered, each with its own, by a thread that is started once', async () => {
  await using jobs = thread();
  expect(started[0]).toBe(0);
  expect(await Promise.all([1, 2, 3].map((number) => jobs.run('double', number)))).toEqual([2, 4, 6]);
  expect(await jobs.run('add', 2, 3)).toBe(5);
  expect(started[0]).toBe(1);
  expect(jobs.waiting).toBe(0);
});

test('what a job throws reaches whoever asked for it, and nobody else', async () => {
  await using jobs = thread();
  const [refused, done] = await Promise.allSettled([jobs.run('double', 0), jobs.run('double', 5)]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'bad-arguments', subject: 'zero' } });
  expect(done).toMatchObject({ value: 10 });
});

test('a thread that dies fails the jobs it had, and the next one starts another', async () => {
  await using jobs = thread();
  const answers = await Promise.allSettled([jobs.run('double', -1), jobs.run('double', 5)]);
  for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'engine-stopped' } });
  expect(await jobs.run('double', 6)).toBe(12);
  expect(started[0]).toBe(2);
});

test('one that is closed takes no more jobs', async () => {
  const jobs = thread();
  await jobs.run('double', 1);
  await jobs[Symbol.asyncDispose]();
  await expect(jobs.run('double', 1)).rejects.toThrow(AppError);
});

test('closing fails the jobs under way, or waits for them where the thread finishes', async () => {
  const hasty = thread();
  const failing = expect(hasty.run('never')).rejects.toMatchObject({ code: 'engine-stopped' });
  await hasty[Symbol.asyncDispose]();
  await failing;
  const patient = thread({ finishes: true });
  const answer = patient.run('late', 7);
  await patient[Symbol.asyncDispose]();
  expect(await answer).toBe(7);
});

test('an abort ends the waiting, and the thread goes on with other jobs', async () => {
  await using jobs = thread();
  const abort = new AbortController();
  const { signal } = abort;
  const waiting = jobs.runWith({ signal }, 'never');
  expect(jobs.waiting).toBe(1);
  abort.abort(new Error('no longer wanted'));
  await expect(waiting).rejects.toThrow('no longer wanted');
  expect(jobs.waiting).toBe(0);
  await expect(jobs.runWith({ signal }, 'double', 1)).rejects.toThrow('no longer wanted');
  expect(await jobs.run('double', 2)).toBe(4);
  expect(started[0]).toBe(1);
});

test('what the thread tells while it works comes before the answer', async () => {
  const told: number[] = [];
  await using jobs = thread({ onEvent: (number) => told.push(number) });
  await jobs.run('count', 3);
  expect(told).toEqual([1, 2, 3]);
});

test('memory that is moved to the thread is empty on this side', async () => {
  await using jobs = thread();
  const bytes = new Uint8Array(1_000);
  expect(await jobs.runWith({ transfer: [bytes.buffer] }, 'length', bytes)).toBe(1_000);
  expect(bytes.length).toBe(0);
});

test('a thread can be started before there is work; one whose script is broken says so', async () => {
  await using jobs = thread();
  await jobs.start();
  expect(started[0]).toBe(1);
  await using broken = new JobThread<NumberJobs>(new URL('data:text/javascript,throw new Error("broken")'));
  await expect(broken.start()).rejects.toMatchObject({ code: 'engine-stopped', cause: { message: 'broken' } });
});
