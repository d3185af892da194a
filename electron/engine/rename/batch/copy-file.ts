import { createHash } from 'node:crypto';
import { codeOf, FileError, type FileSystem } from './file-system.ts';
import type { Stamp } from '../naming/name-files.ts';

const chunkBytes = 1024 * 1024;

/**
 * Copies to a name that must be free, with times and permissions, and reads the copy again: it is on disk (fsync) and
 * has the same SHA-256, or this throws. Throws FileError `changed` where the source is not, or does not stay, as stamped.
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
      // Last: a copy with the time of its source is whole and on disk, which is how recovery knows it.
      fs.futimesSync(target, atimeMs / 1_000, mtimeMs / 1_000);
      fs.fsyncSync(target);
      return hash.digest();
    }),
  );
}

/** SHA-256 of a file's bytes. */
export function hashFile(fs: FileSystem, path: string): Buffer {
  return withFile(fs, path, 'r', (file) => {
    const hash = createHash('sha256');
    for (const chunk of chunks(fs, file)) hash.update(chunk);
    return hash.digest();
  });
}

function withFile<T>(fs: FileSystem, path: string, flags: 'r' | 'wx', use: (file: number) => T): T {
  const file = fs.openSync(path, flags);
  try {
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}

function* chunks(fs: FileSystem, file: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let length = fs.readSync(file, buffer); length > 0; length = fs.readSync(file, buffer)) {
    yield buffer.subarray(0, length);
  }
}

function writeAll(fs: FileSystem, file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += fs.writeSync(file, bytes, done);
}
