import { createHash } from 'node:crypto';
import type { FileSystem } from './file-system.ts';
import { realFileSystem } from './real-files.ts';

const chunkBytes = 1024 * 1024;

/** SHA-256 of a file's bytes. */
export function hashFile(fs: FileSystem, path: string): Buffer {
  return withFile(fs, path, 'r', (file) => {
    const hash = createHash('sha256');
    for (const chunk of chunks(fs, file)) hash.update(chunk);
    return hash.digest();
  });
}

export function sameBytes(path: string, other: string, fs = realFileSystem): boolean {
  return hashFile(fs, path).equals(hashFile(fs, other));
}

/** Opens a file, and closes it after `use` even if that throws. */
export function withFile<T>(fs: FileSystem, path: string, flags: 'r' | 'wx', use: (file: number) => T): T {
  const file = fs.openSync(path, flags);
  try {
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}

/** The bytes of an open file. A chunk is valid until the next one is read. */
export function* chunks(fs: FileSystem, file: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let length = fs.readSync(file, buffer); length > 0; length = fs.readSync(file, buffer)) {
    yield buffer.subarray(0, length);
  }
}
