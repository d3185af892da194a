import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/errors.ts';
import { JobThread } from '../../../electron/engine/threads/job-thread.ts';

const port = new URL('../../../electron/engine/threads/job-port.ts', import.meta.url).href;
const errors = new URL('../../../electron/contract/errors.ts', import.meta.url).href;
/** Doubles numbers, refuses 0, and dies of negative ones. */
const script = `
  import { doJobs } from '${port}';
  import { AppError } from '${errors}';
  doJobs(async (job) => {
    if (job < 0) process.exit(3);
    if (job === 0) throw new AppError('bad-arguments', 'zero');
    return job * 2;
  });`;
let started = 0;

function thread(): JobThread<number, number> {
  started = 0;
  return new JobThread(() => {
    started += 1;
    return new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
  });
}

test('jobs are answered, each with its own, by a thread that is started once', async () => {
  await using jobs = thread();
  expect(started).toBe(0);
  expect(await Promise.all([1, 2, 3].map((job) => jobs.run(job)))).toEqual([2, 4, 6]);
  expect(started).toBe(1);
  expect(jobs.waiting).toBe(0);
});

test('what a job throws reaches whoever asked for it, and nobody else', async () => {
  await using jobs = thread();
  const [refused, done] = await Promise.allSettled([jobs.run(0), jobs.run(5)]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'bad-arguments', subject: 'zero' } });
  expect(done).toMatchObject({ value: 10 });
});

test('a thread that dies fails the jobs it had, and the next one starts another', async () => {
  await using jobs = thread();
  const answers = await Promise.allSettled([jobs.run(-1), jobs.run(5)]);
  for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'engine-stopped' } });
  expect(await jobs.run(6)).toBe(12);
  expect(started).toBe(2);
});

test('one that is closed takes no more jobs', async () => {
  const jobs = thread();
  await jobs.run(1);
  await jobs[Symbol.asyncDispose]();
  await expect(jobs.run(1)).rejects.toThrow(AppError);
});
