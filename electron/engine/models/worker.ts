import { parentPort, workerData } from 'node:worker_threads';
import { listSupportedBackends } from 'onnxruntime-node';
import { toErrorData } from '../../contract/errors.ts';
import { openNetwork } from './network.ts';
import { openNetworks, type Networks } from './networks.ts';
import type { Answers, FromThread, Job, ThreadData, ToThread } from './protocol.ts';
import { providersToTry } from './providers.ts';

/** Entry of the inference thread: `session.run` blocks the thread that calls it, so the engine's own thread never does. */
if (!parentPort) throw new Error('worker.ts is started by inference-thread.ts');
const port = parentPort;
const data = workerData as ThreadData;
let networks: Networks | undefined;
let queue = start();

port.on('message', (message: ToThread) => {
  // One after another: a provider that fails is replaced before the next job sees it.
  queue = queue.then(() => ('close' in message ? close() : answer(message.id, message.job)));
});

async function start(): Promise<void> {
  try {
    const known = listSupportedBackends().map(({ name }) => name);
    networks = await openNetworks({ ...data, providers: providersToTry(data.providers, known) }, openNetwork);
    send({ processor: networks.processor });
  } catch (error) {
    send({ failed: toErrorData(error) });
    port.close();
  }
}

async function answer(id: number, job: Job): Promise<void> {
  try {
    const result = await runOrFallBack(job);
    send({ id, answer: result }, transferables(result));
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
}

/** A graphics card can vanish (sleep, driver update, dock): the work goes on, once and for good, on the processor. */
async function runOrFallBack(job: Job): Promise<Answers[Job['kind']]> {
  const current = opened();
  try {
    return await run(current, job);
  } catch (error) {
    if (current.processor.provider === 'cpu') throw error;
    const reason = 'The graphics card stopped answering.';
    networks = await openNetworks({ ...data, providers: ['cpu'] }, openNetwork, reason);
    send({ processor: networks.processor });
    return run(networks, job);
  }
}

function run(current: Networks, job: Job): Promise<Answers[Job['kind']]> {
  return job.kind === 'detect' ? current.detect(job.image, job.fit) : current.embed(job.pixels, job.count);
}

function opened(): Networks {
  if (!networks) throw new Error('the networks are not open');
  return networks;
}

async function close(): Promise<void> {
  port.close();
  await networks?.release();
}

function transferables(result: Answers[Job['kind']]): ArrayBuffer[] {
  const arrays = result instanceof Float32Array ? [result] : [result.boxes, result.scores];
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
