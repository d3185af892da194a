import { listSupportedBackends } from 'onnxruntime-node';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../contract/errors.ts';
import { Inference, type Answer } from './inference.ts';
import { openNetwork } from './network.ts';
import type { FromThread, Job, ThreadData, ToThread } from './protocol.ts';
import { providersToTry } from './providers.ts';

/** Entry of the inference thread: `session.run` blocks the thread that calls it, so the engine's own thread never does. */
if (!parentPort) throw new Error('worker.ts is started by inference-thread.ts');
const port = parentPort;
let inference: Inference | undefined;
let queue = start(workerData as ThreadData);

port.on('message', (message: ToThread) => {
  queue = queue.then(() => ('close' in message ? close() : answer(message.id, message.job)));
});

async function start(data: ThreadData): Promise<void> {
  const known = listSupportedBackends().map(({ name }) => name);
  const providers = providersToTry(data.providers, known);
  try {
    inference = await Inference.start({ ...data, providers }, openNetwork, (processor) => send({ processor }));
  } catch (error) {
    send({ failed: toErrorData(error) });
    port.close();
  }
}

async function answer(id: number, job: Job): Promise<void> {
  try {
    if (!inference) throw new Error('the networks are not open');
    const result = await inference.run(job);
    send({ id, answer: result }, buffersOf(result));
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
}

async function close(): Promise<void> {
  port.close();
  await inference?.release();
}

function buffersOf(result: Answer): ArrayBuffer[] {
  const arrays = result instanceof Float32Array ? [result] : [result.boxes, result.scores];
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
