import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { SkipError } from '../limits/skip-error.ts';
import type { FileBytes } from '../formats/reader.ts';

/** Bytes that are in memory. */
export function bytesInMemory(bytes: Uint8Array): FileBytes & Disposable {
  return {
    size: bytes.length,
    read: (at, length) => bytes.subarray(inside(at), at + inside(length)),
    [Symbol.dispose]: () => undefined,
  };
}

/** A file on disk, of which only what is asked for is read. Throws what the system says. */
export function bytesOnDisk(path: string): FileBytes & Disposable {
  // Opening a pipe would wait for somebody who writes into it.
  if (!statSync(path).isFile()) throw new SkipError('unreadable', 'not a file');
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return { size, read: (at, length) => readAt(file, size, at, length), [Symbol.dispose]: () => closeSync(file) };
}

function readAt(file: number, size: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(inside(length), size - inside(at))));
  let read = 0;
  while (read < bytes.length) {
    const more = readSync(file, bytes, read, bytes.length - read, at + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}

function inside(offset: number): number {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError(`there is no byte ${offset}`);
  return offset;
}
