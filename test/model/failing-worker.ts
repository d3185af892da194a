import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from '../../electron/engine/models/protocol.ts';

/** Stands in for the inference thread: what it does with an embed job depends on the job's count. */
const send = (message: FromThread): void => parentPort?.postMessage(message);

send({ processor: { provider: 'cpu', threads: 1, refused: [] } });

parentPort?.on('message', (message: ToThread) => {
  if ('close' in message) return parentPort?.close();
  const { id, job } = message;
  if (job.kind !== 'embed') return;
  if (job.count === 0) throw new Error('the thread dies');
  if (job.count === 1) send({ id, answer: Float32Array.of(1) });
  if (job.count === 3) send({ id, error: { code: 'model-invalid', subject: 'three', message: '' } });
});
