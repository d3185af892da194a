import { parentPort } from 'node:worker_threads';
import type { Processor } from '../../electron/contract/providers.ts';
import type { Crops } from '../../electron/engine/models/embedder-network.ts';
import type { FromThread, ToThread } from '../../electron/engine/threads/messages.ts';

/** Stands in for the inference thread: what it does with an embed job depends on the job's count. */
const send = (message: FromThread): void => parentPort?.postMessage(message);

send({ event: { provider: 'cpu', threads: 1, refused: [] } satisfies Processor });
send({ ready: true });

parentPort?.on('message', (message: ToThread) => {
  if ('close' in message) return parentPort?.close();
  const { id, name, args } = message;
  if (name !== 'embed') return;
  const [{ count }] = args as [Crops];
  if (count === 0) throw new Error('the thread dies');
  if (count === 1) send({ id, answer: Float32Array.of(1) });
  if (count === 3) send({ id, error: { code: 'model-invalid', subject: 'three', message: '' } });
});
