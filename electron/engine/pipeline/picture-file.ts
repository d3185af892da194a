import { readFile, stat } from 'node:fs/promises';
import { MemoryBudget } from './memory-budget.ts';
import { messageOf, SkipError } from './skip-error.ts';

/** Of one file, and of all files that are held at the same moment. */
const maxBytes = 256 * 1024 * 1024;
const budget = new MemoryBudget(maxBytes);

/** A file's bytes in memory; dispose it when they are no longer needed. */
export interface PictureFile extends Disposable {
  readonly bytes: Uint8Array;
}

/**
 * Reads a whole file: a slow or vanishing drive fails here, and no handle is open while libvips works.
 * Throws SkipError (`empty`, `too-large`, `unreadable`), and the signal's reason when aborted.
 */
export async function readPictureFile(path: string, signal?: AbortSignal): Promise<PictureFile> {
  const { size } = await unlessUnreadable(() => stat(path));
  if (size > maxBytes) throw new SkipError('too-large', `${Math.round(size / 2 ** 20)} MB`);
  const share = await budget.acquire(size, signal);
  try {
    const bytes = await unlessUnreadable(() => readFile(path));
    return { bytes: requireBytes(bytes), [Symbol.dispose]: () => share[Symbol.dispose]() };
  } catch (error) {
    share[Symbol.dispose]();
    throw error;
  }
}

/** The same shape for bytes that are in memory already. Throws SkipError where there are none. */
export function pictureInMemory(bytes: Uint8Array): PictureFile {
  return { bytes: requireBytes(bytes), [Symbol.dispose]: () => undefined };
}

function requireBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new SkipError('empty', 'the file has no bytes');
  return bytes;
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new SkipError('unreadable', messageOf(cause), { cause });
  }
}
