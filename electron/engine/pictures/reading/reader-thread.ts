import { AppError } from '../../../contract/errors.ts';
import type { ReaderName } from '../../../contract/formats.ts';
import { MemoryBudget } from '../../flow/memory-budget.ts';
import { JobThread } from '../../threads/job-thread.ts';
import { threadScript } from '../../threads/thread-script.ts';
import { decodingBudget } from '../limits/limits.ts';
import { messageOf, SkipError } from '../limits/skip-error.ts';
import { Countdown } from './countdown.ts';
import type { readerJobs, WantsRoom } from './reader-jobs.ts';
import type { Reading } from '../formats/reader.ts';

/** What was read, with its share of the memory for decoding: dispose it when the bytes are no longer needed. */
export interface HeldReading extends Disposable {
  readonly reading: Reading;
}

const longestMs = 30_000;
const longestLoadMs = 300_000;
/** Pixels and files lie outside of it: `makeRoom` bounds those. */
const heapMegabytes = 256;
/** How often a file may end the thread, or take too long. */
const tries = 2;

/** It lives as long as the process: at rest it does not keep that alive. */
const thread = new JobThread<typeof readerJobs, WantsRoom>(threadScript('reader-worker', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  onEvent: ({ wanted }) => onWanted(wanted),
});
let onWanted: (bytes: number) => void = () => undefined;

const turns = new MemoryBudget(1);

/** One file is read at a time. Dispose the turn when what was read has its room in memory. */
export function takeTurn(signal?: AbortSignal): Promise<Disposable> {
  return turns.acquire(1, signal);
}

/**
 * Reads a file in the thread of the readers, which is ended and started anew where a file takes too long. Whoever calls has the turn.
 * Throws SkipError, also where a file has ended the thread twice, and the signal's reason when aborted.
 */
export async function readInThread(
  reader: ReaderName,
  source: Uint8Array | string,
  signal?: AbortSignal,
): Promise<HeldReading> {
  let failure: unknown;
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      return await readOnce(reader, source, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AppError && error.code === 'engine-stopped')) throw error;
      failure = error;
    }
  }
  const cause = failure instanceof Error && failure.cause ? failure.cause : 'the reader ended';
  throw new SkipError('given-up', messageOf(cause), { cause: failure });
}

async function readOnce(reader: ReaderName, source: Uint8Array | string, signal?: AbortSignal): Promise<HeldReading> {
  const room = new Room(signal);
  const end = (): void => thread.kill(signal?.reason);
  signal?.addEventListener('abort', end, { once: true });
  try {
    await loadReader(reader);
    using clock = new Countdown(longestMs, () => thread.kill(new Error(`it took longer than ${longestMs / 1000} s`)));
    onWanted = (bytes) => void room.make(bytes, clock);
    const reading = await thread.run('read', { reader, source, room: room.flag });
    if (reading.kind === 'skip') throw new SkipError(reading.reason, reading.detail);
    return { reading, [Symbol.dispose]: () => room[Symbol.dispose]() };
  } catch (error) {
    room[Symbol.dispose]();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** On a machine that is busy, the largest package takes a while to load. */
async function loadReader(reader: ReaderName): Promise<void> {
  using _clock = new Countdown(longestLoadMs, () => thread.kill(new Error('its reader could not be loaded')));
  await thread.run('load', reader);
}

/** What one reading has of the memory for decoding. */
class Room implements Disposable {
  readonly flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #signal: AbortSignal | undefined;
  #share: Disposable | null = null;
  #isOver = false;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Waits for room, in place of what there was, and lets the reader go on. Waiting is not the reader's time. */
  async make(bytes: number, clock: Countdown): Promise<void> {
    clock.halt();
    this.#share?.[Symbol.dispose]();
    this.#share = null;
    // An abort ends the thread.
    const share = await decodingBudget.acquire(bytes, this.#signal).catch(() => null);
    if (!share) return;
    if (this.#isOver) return share[Symbol.dispose]();
    this.#share = share;
    clock.start();
    Atomics.store(this.flag, 0, 1);
    Atomics.notify(this.flag, 0);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#share?.[Symbol.dispose]();
    this.#share = null;
  }
}
