import { toErrorData } from '../../contract/errors.ts';
import type { JobAnswer, JobName, Jobs, WaitingJob } from './jobs.ts';
import type { Call } from './messages.ts';
import { endThread, receive, send } from './thread-port.ts';

/** Does several jobs at once, one run after the other. */
export interface JobRuns<J extends Jobs<J>> {
  /** How many of the waiting jobs, from the first on, can be done in one run. At least 1. */
  countTogether(jobs: readonly WaitingJob<J>[]): number;
  /** One answer for each job. */
  run(jobs: readonly WaitingJob<J>[]): Promise<readonly JobAnswer<J, JobName<J>>[]>;
  release(): Promise<void>;
}

/**
 * The thread's side of a JobThread where jobs pile up during a run and go together into the next one. What `open` throws is why the
 * thread could not start. `buffersOf`: the memory that an answer gives up when it is sent.
 */
export function doJobsTogether<J extends Jobs<J>>(
  open: () => Promise<JobRuns<J>>,
  buffersOf: (answer: JobAnswer<J, JobName<J>>) => readonly ArrayBuffer[],
): void {
  const waiting: (Call & WaitingJob<J>)[] = [];
  let runs: JobRuns<J> | null = null;

  async function start(): Promise<void> {
    try {
      runs = await open();
      send({ ready: true });
    } catch (error) {
      send({ failed: toErrorData(error) });
      endThread();
    }
  }

  async function answerWaiting(): Promise<void> {
    if (!runs || waiting.length === 0) return;
    const together = waiting.splice(0, runs.countTogether(waiting));
    try {
      const answers = await runs.run(together);
      for (const [index, answer] of answers.entries())
        send({ id: together[index]?.id as number, answer }, buffersOf(answer));
    } catch (error) {
      for (const { id } of together) send({ id, error: toErrorData(error) });
    }
  }

  let queue = start();
  receive(
    (call) => {
      waiting.push(call as Call & WaitingJob<J>);
      queue = queue.then(answerWaiting);
    },
    async () => {
      await queue;
      await runs?.release();
    },
  );
}
