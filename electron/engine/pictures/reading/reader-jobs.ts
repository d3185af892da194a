import type { ReaderName } from '../../../contract/formats.ts';
import type { SkipReason } from '../../../contract/api/library-api.ts';
import { tell } from '../../threads/thread-port.ts';
import { checkBytes } from '../limits/limits.ts';
import { messageOf, SkipError } from '../limits/skip-error.ts';
import { bytesInMemory, bytesOnDisk } from './file-bytes.ts';
import type { Reading } from '../formats/reader.ts';
import { readers } from './readers.ts';

export interface ReadJob {
  readonly reader: ReaderName;
  readonly source: Uint8Array | string;
  /** One number in shared memory, which is no longer 0 when there is room. */
  readonly room: Int32Array;
}

/** The reader needs memory, bytes, and waits until `room` says that it may go on. */
export interface WantsRoom {
  readonly wanted: number;
}

export type ReadAnswer = Reading | { readonly kind: 'skip'; readonly reason: SkipReason; readonly detail: string };

/** What the thread does that reads the files which libvips does not. */
export const readerJobs = {
  /** Loads a reader, with the packages that it needs: `read` does so too, but this is not the time of a file. */
  async load(reader: ReaderName): Promise<null> {
    await readers[reader]();
    return null;
  },
  async read({ reader, source, room }: ReadJob): Promise<ReadAnswer> {
    const read = await readers[reader]();
    try {
      using file = typeof source === 'string' ? bytesOnDisk(source) : bytesInMemory(source);
      return await read(file, (bytes) => waitForRoom(room, bytes));
    } catch (error) {
      if (error instanceof SkipError) return { kind: 'skip', reason: error.reason, detail: error.detail };
      return { kind: 'skip', reason: isOfSystem(error) ? 'unreadable' : 'corrupt', detail: messageOf(error) };
    }
  },
};

function waitForRoom(room: Int32Array, wanted: number): void {
  checkBytes(wanted);
  Atomics.store(room, 0, 0);
  tell<WantsRoom>({ wanted });
  Atomics.wait(room, 0, 0);
}

/** The memory that an answer gives up when it is sent. Bytes that share theirs with others are copied. */
export function buffersOf(answer: ReadAnswer | null): ArrayBuffer[] {
  if (!answer || answer.kind === 'skip') return [];
  const { buffer, byteLength } = answer.kind === 'pixels' ? answer.data : answer.bytes;
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : [];
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
