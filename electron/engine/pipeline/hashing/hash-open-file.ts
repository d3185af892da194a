import type { FileHandle } from 'node:fs/promises';
import { JobThread } from '../../threads/job-thread.ts';
import { threadScript } from '../../threads/thread-script.ts';
import type { hashJobs } from './hash-jobs.ts';

/** It lives as long as the process: at rest it does not keep that alive. */
const thread = new JobThread<typeof hashJobs>(threadScript('hash-worker', import.meta.url));

/**
 * SHA-256 of the first `size` bytes of an open file, or of fewer where it has become shorter; in a thread of its own, where it holds up
 * neither calls nor what else is read. Throws what the system says, and the signal's reason.
 */
export async function hashOpenFile(file: FileHandle, size: number, signal: AbortSignal): Promise<Buffer> {
  // The file may not be closed before the thread is done with it.
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const end = (): void => void Atomics.store(stop, 0, 1);
  signal.addEventListener('abort', end, { once: true });
  try {
    const hash = await thread.run('hash', file.fd, size, stop);
    signal.throwIfAborted();
    return Buffer.from(hash);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
