import { toErrorData } from '../../contract/errors.ts';
import type { JobAnswer, JobName, Jobs } from './jobs.ts';
import type { Call } from './messages.ts';
import { receive, send } from './thread-port.ts';

/**
 * The thread's side of a JobThread: does each job that comes in and sends its answer, or what it threw. `buffersOf`: the memory that an
 * answer gives up when it is sent.
 */
export function doJobs<J extends Jobs<J>>(
  jobs: J,
  buffersOf: (answer: JobAnswer<J, JobName<J>>) => readonly ArrayBuffer[] = () => [],
): void {
  // What is called, and with what, was checked by the types of the JobThread.
  const byName = jobs as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  const running = new Set<Promise<void>>();
  receive(
    (call) => {
      const task = answer(call, () => byName[call.name]?.(...call.args), buffersOf).finally(() => running.delete(task));
      running.add(task);
    },
    async () => {
      await Promise.all(running);
    },
  );
  send({ ready: true });
}

async function answer<A>(
  { id }: Call,
  work: () => unknown,
  buffersOf: (answer: A) => readonly ArrayBuffer[],
): Promise<void> {
  try {
    const done = await work();
    send({ id, answer: done }, buffersOf(done as A));
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
}
