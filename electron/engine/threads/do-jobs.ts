import { toErrorData } from '../../contract/errors.ts';
import type { Jobs } from './jobs.ts';
import type { Call } from './messages.ts';
import { receive, send } from './thread-port.ts';

/** The thread's side of a JobThread: does each job that comes in and sends its answer, or what it threw. */
export function doJobs<J extends Jobs<J>>(jobs: J): void {
  // What is called, and with what, was checked by the types of the JobThread.
  const byName = jobs as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  const running = new Set<Promise<void>>();
  receive(
    (call) => {
      const task = answer(call, () => byName[call.name]?.(...call.args)).finally(() => running.delete(task));
      running.add(task);
    },
    async () => {
      await Promise.all(running);
    },
  );
  send({ ready: true });
}

async function answer({ id }: Call, work: () => unknown): Promise<void> {
  try {
    send({ id, answer: await work() });
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
}
