import { listSupportedBackends } from 'onnxruntime-node';
import { existsSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { linuxCards, type Processor } from '../../contract/providers.ts';
import { doJobsTogether } from '../threads/do-jobs-together.ts';
import { tell } from '../threads/thread-port.ts';
import { Inference } from './inference.ts';
import { strongestCard } from './cards/list-cards.ts';
import { openNetwork } from './network.ts';
import type { Answer, InferenceJobs, ThreadData } from './protocol.ts';
import { inOrder, planProviders } from './providers.ts';

/** Entry of the inference thread: `session.run` blocks the thread that calls it, so the engine's own thread never does. */
doJobsTogether<InferenceJobs>(() => start(workerData as ThreadData), buffersOf);

/** Tells what the networks run on, now and whenever it changes. */
async function start(data: ThreadData): Promise<Inference> {
  const known = listSupportedBackends().map(({ name }) => name);
  const { toTry, refused } = planProviders(data.providers, { known, mayHaveCard: mayHaveCard() });
  const onProcessor = (processor: Processor) => tell<Processor>(inOrder(processor, data.providers));
  const card = toTry.includes('dml') ? await strongestCard() : 0;
  return Inference.start({ ...data, providers: toTry, card }, openNetwork, onProcessor, refused);
}

function mayHaveCard(): boolean {
  return process.platform !== 'linux' || linuxCards.some((card) => existsSync(card));
}

function buffersOf(answer: Answer): ArrayBuffer[] {
  return answer instanceof Float32Array ? [answer.buffer as ArrayBuffer] : [];
}
