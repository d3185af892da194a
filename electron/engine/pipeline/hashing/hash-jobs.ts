import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

/** Used for every file: fresh memory costs more than hashing what is in it. It stays in a core's own cache. */
const buffer = Buffer.allocUnsafeSlow(256 * 1024);

/** What the thread does that hashes large files. */
export const hashJobs = {
  /**
   * SHA-256 of as many bytes of an open file as were listed, or of fewer where it has become shorter, or where `stop` is no longer 0.
   * Throws what the system says.
   */
  hash(file: number, size: number, stop: Int32Array): Uint8Array {
    const hash = createHash('sha256');
    for (let at = 0; at < size && Atomics.load(stop, 0) === 0;) {
      const read = readSync(file, buffer, 0, Math.min(buffer.length, size - at), at);
      if (read === 0) break;
      hash.update(buffer.subarray(0, read));
      at += read;
    }
    return hash.digest();
  },
};
