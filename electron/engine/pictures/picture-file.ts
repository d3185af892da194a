import { open, stat, type FileHandle } from 'node:fs/promises';
import { largestPicture } from '../../contract/formats.ts';
import type { FoundFile } from '../store/files.ts';
import { FileMemory } from './file-memory.ts';
import { MemoryBudget } from '../flow/memory-budget.ts';
import { checkLength } from './limits/limits.ts';
import { messageOf, SkipError } from './limits/skip-error.ts';

/** Of all files that are held at the same moment; a larger one is held alone. */
const most = 128 * 1024 * 1024;
const budget = new MemoryBudget(most);
const memory = new FileMemory(most);

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
  checkLength(size, largestPicture);
  const file = await unlessUnreadable(() => readListed(path, size, signal), signal);
  if (file.bytes.length > 0) return file;
  file[Symbol.dispose]();
  throw emptyFile();
}

/** A file that was read, and what the system said of it afterwards. */
export interface ListedFile extends PictureFile {
  readonly stamp: FoundFile;
}

/**
 * Waits for room in memory and reads a file that was `size` bytes long when it was listed: that many of its bytes, or fewer where it
 * has become shorter. Throws what the system says, and the signal's reason.
 */
export async function readListed(path: string, size: number, signal?: AbortSignal): Promise<ListedFile> {
  using held = new DisposableStack();
  held.use(await budget.acquire(size, signal));
  const lent = held.use(memory.lend(size));
  await using file = await open(path);
  const bytes = await readInto(lent.bytes, file);
  const stats = await file.stat();
  const kept = held.move();
  const stamp = { path, size: stats.size, mtimeMs: stats.mtimeMs };
  return { bytes, stamp, [Symbol.dispose]: () => kept.dispose() };
}

/** As much of the file as there is, up to the length of `bytes`. */
async function readInto(bytes: Uint8Array, file: FileHandle): Promise<Uint8Array> {
  for (let read = 0; read < bytes.length;) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, read);
    if (bytesRead === 0) return bytes.subarray(0, read);
    read += bytesRead;
  }
  return bytes;
}

/** The same shape for bytes that are in memory already. Throws SkipError where there are none. */
export function pictureInMemory(bytes: Uint8Array): PictureFile {
  if (bytes.length === 0) throw emptyFile();
  return { bytes, [Symbol.dispose]: () => undefined };
}

function emptyFile(): SkipError {
  return new SkipError('empty', 'the file has no bytes');
}

async function unlessUnreadable<T>(read: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    signal?.throwIfAborted();
    throw new SkipError('unreadable', messageOf(cause), { cause });
  }
}
