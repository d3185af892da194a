import { listSupportedBackends } from 'onnxruntime-node';
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../contract/errors.ts';
import type { Processor } from '../../contract/providers.ts';
import { Inference, type Answer } from './inference.ts';
import { openNetwork } from './network.ts';
import type { FromThread, Job, ThreadData, ToThread } from './protocol.ts';
import { inOrder, planProviders } from './providers.ts';

/** Entry of the inference thread: `session.run` blocks the thread that calls it, so the engine's own thread never does. */
if (!parentPort) throw new Error('worker.ts is started by inference-thread.ts');
const port = parentPort;
/** Where Linux shows a graphics card: Mesa's drivers, NVIDIA's own, the one of WSL. */
const cards = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];
const waiting: { readonly id: number; readonly job: Job }[] = [];
let inference: Inference | undefined;
let queue = start(workerData as ThreadData);

port.on('message', (message: ToThread) => {
  if ('job' in message) waiting.push(message);
  queue = queue.then(() => ('close' in message ? close() : answerWaiting()));
});

async function start(data: ThreadData): Promise<void> {
  const known = listSupportedBackends().map(({ name }) => name);
  const { toTry, refused } = planProviders(data.providers, { known, mayHaveCard: mayHaveCard() });
  const tried = { ...data, providers: toTry };
  try {
    const tell = (processor: Processor) => send({ processor: inOrder(processor, data.providers) });
    inference = await Inference.start(tried, openNetwork, tell, refused);
  } catch (error) {
    send({ failed: toErrorData(error) });
    port.close();
  }
}

function mayHaveCard(): boolean {
  return process.platform !== 'linux' || cards.some((card) => existsSync(card));
}

/** Does what waits and goes together in one run: while a network runs, jobs pile up in the port. */
async function answerWaiting(): Promise<void> {
  const together = waiting.splice(0, inference?.countTogether(waiting.map(({ job }) => job)) ?? 1);
  try {
    if (!inference) throw new Error('the networks are not open');
    const answers = await inference.run(together.map(({ job }) => job));
    for (const [index, answer] of answers.entries())
      send({ id: together[index]?.id as number, answer }, buffersOf(answer));
  } catch (error) {
    for (const { id } of together) send({ id, error: toErrorData(error) });
  }
}

async function close(): Promise<void> {
  port.close();
  await inference?.release();
}

function buffersOf(result: Answer): ArrayBuffer[] {
  return result instanceof Float32Array ? [result.buffer as ArrayBuffer] : [];
}

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
