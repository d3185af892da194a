import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../contract/errors.ts';
import { connect } from '../store/database.ts';
import type { RunObserver } from './batch/batch-run.ts';
import type { FromThread, ThreadData, ToThread } from './protocol.ts';
import { Renames } from './renames.ts';

/** Entry of the renaming thread: it waits for disks, which the engine's own thread must not. */
if (!parentPort) throw new Error('rename-worker.ts is started by rename-thread.ts');
const port = parentPort;
const { library, cancel } = workerData as ThreadData;
const flag = new Int32Array(cancel);
const renames = new Renames(connect(library), { library });

// Telling each of 100,000 steps would take longer than the steps.
const progressPauseMs = 100;
let tellAgainAt = 0;

const observer: RunObserver = {
  cancelled: () => Atomics.load(flag, 0) !== 0,
  progress: (progress) => {
    const now = performance.now();
    if (now < tellAgainAt) return;
    tellAgainAt = now + progressPauseMs;
    send({ progress });
  },
};

port.on('message', ({ id, method, args }: ToThread) => {
  try {
    const given = method === 'apply' ? [...args, observer] : args;
    send({ id, value: (renames[method] as (...args: unknown[]) => unknown).call(renames, ...given) });
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
});

function send(message: FromThread): void {
  port.postMessage(message);
}
