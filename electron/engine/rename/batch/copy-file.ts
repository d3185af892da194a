import { createHash } from 'node:crypto';
import type { Stamp } from '../../../contract/stamp.ts';
import { codeOf, FileError, type FileSystem } from './file-system.ts';
import { chunks, hashFile, withFile } from './hash-file.ts';

/**
 * Copies a file to a name that must be free, with times and permissions, syncs the copy and reads it again to compare its
 * SHA-256. Throws FileError: `copy-differs`, `changed` if the source is not as stamped or changes meanwhile, or the
 * system's code.
 */
export function copyFile(fs: FileSystem, from: string, to: string, stamp: Stamp): void {
  try {
    const hash = writeCopy(fs, from, to, stamp);
    if (!hashFile(fs, to).equals(hash)) throw new FileError('copy-differs', to);
  } catch (error) {
    const code = codeOf(error);
    throw code === undefined ? error : new FileError(code, from, to, { cause: error });
  }
}

function writeCopy(fs: FileSystem, from: string, to: string, stamp: Stamp): Buffer {
  return withFile(fs, from, 'r', (source) =>
    withFile(fs, to, 'wx', (target) => {
      const hash = createHash('sha256');
      for (const chunk of chunks(fs, source)) {
        hash.update(chunk);
        writeAll(fs, target, chunk);
      }
      const { size, mtimeMs, atimeMs, mode } = fs.fstatSync(source);
      if (size !== stamp.size || mtimeMs !== stamp.mtimeMs) throw new FileError('changed', from);
      fs.fsyncSync(target);
      fs.fchmodSync(target, mode);
      // The time is set last: recovery takes a copy that has the time of its source for whole and synced.
      fs.futimesSync(target, atimeMs / 1_000, mtimeMs / 1_000);
      fs.fsyncSync(target);
      return hash.digest();
    }),
  );
}

function writeAll(fs: FileSystem, file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += fs.writeSync(file, bytes, done);
}
