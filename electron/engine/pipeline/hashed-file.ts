import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isForReader } from '../../contract/formats.ts';
import { inSlices } from '../flow/slices.ts';
import type { FoundFile } from '../store/files.ts';
import { readListed } from '../pictures/picture-file.ts';
import type { PictureSource } from '../pictures/recognise.ts';
import { stampOnDisk } from './folders/scan.ts';
import { hashOpenFile } from './hashing/hash-open-file.ts';

/** A file that was read from end to end; dispose it when its bytes are no longer needed. */
export interface HashedFile extends Disposable {
  /** SHA-256 of its content. */
  readonly hash: Buffer;
  /** Its bytes, or its path where they are too many to be held. */
  readonly source: PictureSource;
  /** As it was when it had been read: one that was written meanwhile differs from what was listed. */
  readonly stamp: FoundFile;
}

const megabyte = 1024 * 1024;
/** Up to this a file is read once, for its hash and its pixels. */
const wholeFileBytes = 64 * megabyte;
/** The same where a reader of ours needs only parts of it, and would be sent a copy of all. */
const wholeForReader = 4 * megabyte;
/** A few milliseconds. */
const hashedAtOnce = 2 * megabyte;

/** Reads and hashes a file that was listed. Null where it is not there any more. Throws what the system says, and the signal's reason. */
export async function readHashed(listed: FoundFile, signal: AbortSignal): Promise<HashedFile | null> {
  try {
    const largest = isForReader(listed.path) ? wholeForReader : wholeFileBytes;
    return await (listed.size <= largest ? readWhole(listed, signal) : readThrough(listed, signal));
  } catch (error) {
    if (await stampOnDisk(listed.path)) throw error;
    return null;
  }
}

async function readWhole({ path, size }: FoundFile, signal: AbortSignal): Promise<HashedFile> {
  const file = await readListed(path, size, signal);
  const { bytes, stamp } = file;
  const source = { bytes, name: path };
  return { hash: await hashBytes(bytes), source, stamp, [Symbol.dispose]: () => file[Symbol.dispose]() };
}

async function readThrough({ path, size }: FoundFile, signal: AbortSignal): Promise<HashedFile> {
  signal.throwIfAborted();
  await using file = await open(path);
  const hash = await hashOpenFile(file, size, signal);
  const stats = await file.stat();
  const stamp = { path, size: stats.size, mtimeMs: stats.mtimeMs };
  return { hash, source: path, stamp, [Symbol.dispose]: () => undefined };
}

/** In slices: hashing all of a large file at once would hold up calls. */
async function hashBytes(bytes: Uint8Array): Promise<Buffer> {
  const hash = createHash('sha256');
  await inSlices(bytes.length, hashedAtOnce, (start, end) => {
    hash.update(bytes.subarray(start, end));
    return undefined;
  });
  return hash.digest();
}
