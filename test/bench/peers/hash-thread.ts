import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { PictureSource } from '../../../electron/engine/pictures/recognise.ts';

/** Reads files through and hashes them, in a thread: the least that knowing a file by its content takes. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024);

function hashFile(path: string): void {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  closeSync(file);
  hash.digest();
}

function hashAny(source: PictureSource): void {
  if (typeof source === 'string') hashFile(source);
  else
    createHash('sha256')
      .update(source instanceof Uint8Array ? source : source.bytes)
      .digest();
}

parentPort?.once('message', () => {
  for (const source of workerData as readonly PictureSource[]) hashAny(source);
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
