import { AppError } from '../../../contract/errors.ts';
import type { ReaderName } from '../../../contract/formats.ts';
import { MemoryBudget } from '../../flow/memory-budget.ts';
import { JobThread } from '../../threads/job-thread.ts';
import { threadScript } from '../../threads/thread-script.ts';
import type { Reading } from '../formats/reader.ts';
import { decodingBudget } from '../limits/limits.ts';
import { messageOf, SkipError } from '../limits/skip-error.ts';
import { Countdown } from './countdown.ts';
import type { readerJobs, WantsRoom } from './reader-jobs.ts';

/** What was read, with its share of the memory for decoding: dispose it when the bytes are no longer needed. */
export interface HeldReading extends Disposable {
  readonly reading: Reading;
}

export interface ReaderLimits {
  /** Of one file, of the processor's time. */
  readonly longestMs: number;
  /** Pixels and files lie outside of it: `makeRoom` bounds those. */
  readonly heapMegabytes: number;
}

const longestLoadMs = 300_000;
/** Where others want the processor, a reader may take so many times its time by the clock. One that waits for a drive gets no more either. */
const busiest = 6;
/** How often a file may end the thread, or take too long. */
const tries = 2;
/** After a file that took more, the thread is ended: at rest it collects nothing, and memory of WebAssembly never shrinks. */
const keptBytes = 256 * 1024 * 1024;

/**
 * Reads files that libvips does not load, one at a time, in a thread of its own. It starts with the first of them, and is ended and
 * started anew where one takes longer than `longestMs`, and after one that took much memory.
 */
export class ReaderThread implements AsyncDisposable {
  readonly #thread: JobThread<typeof readerJobs, WantsRoom>;
  readonly #longestMs: number;
  readonly #turns = new MemoryBudget(1);
  #onWanted: (bytes: number) => void = () => undefined;

  constructor(script: URL, { longestMs, heapMegabytes }: ReaderLimits) {
    this.#longestMs = longestMs;
    this.#thread = new JobThread(script, {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      onEvent: ({ wanted }) => this.#onWanted(wanted),
    });
  }

  /** Dispose the turn when what was read has its room in memory. */
  takeTurn(signal?: AbortSignal): Promise<Disposable> {
    return this.#turns.acquire(1, signal);
  }

  /** Whoever calls has the turn. Throws SkipError, also where the file has ended the thread twice, and the signal's reason when aborted. */
  async read(reader: ReaderName, source: Uint8Array | string, signal?: AbortSignal): Promise<HeldReading> {
    let failure: AppError | null = null;
    for (let tried = 0; tried < tries; tried += 1) {
      try {
        return await this.#readOnce(reader, source, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof AppError && error.code === 'engine-stopped')) throw error;
        failure = error;
      }
    }
    throw new SkipError('given-up', messageOf(failure?.cause ?? 'the reader ended'), { cause: failure });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread[Symbol.asyncDispose]();
  }

  async #readOnce(reader: ReaderName, source: Uint8Array | string, signal?: AbortSignal): Promise<HeldReading> {
    const room = new Room(signal);
    const end = (): void => this.#thread.kill(signal?.reason);
    signal?.addEventListener('abort', end, { once: true });
    try {
      await this.#load(reader);
      using clock = this.#clock(await this.#thread.workedMs());
      this.#onWanted = (bytes) => void room.make(bytes, clock);
      const reading = await this.#thread.run('read', { reader, source, room: room.flag });
      if (reading.kind === 'skip') throw new SkipError(reading.reason, reading.detail);
      return { reading, [Symbol.dispose]: () => room[Symbol.dispose]() };
    } catch (error) {
      room[Symbol.dispose]();
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
      if (room.most > keptBytes) this.#thread.kill(new Error('its memory is given back'));
    }
  }

  /** Ends the thread when it has worked for too long since it had worked for `before` ms. */
  #clock(before: number): Countdown {
    let rounds = 0;
    const end = async (): Promise<void> => {
      const left = this.#longestMs - ((await this.#thread.workedMs()) - before);
      rounds += 1;
      if (clock.isOver) return;
      if (left > 0 && rounds < busiest) clock.extend(left);
      else this.#thread.kill(new Error(this.#tooLong));
    };
    const clock = new Countdown(this.#longestMs, () => void end());
    return clock;
  }

  /** On a machine that is busy, the largest package takes a while to load. */
  async #load(reader: ReaderName): Promise<void> {
    using _clock = new Countdown(longestLoadMs, () => this.#thread.kill(new Error('its reader could not be loaded')));
    await this.#thread.run('load', reader);
  }

  get #tooLong(): string {
    return `it took longer than ${this.#longestMs / 1000} s`;
  }
}

/** What one reading has of the memory for decoding. */
class Room implements Disposable {
  readonly flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #signal: AbortSignal | undefined;
  #share: Disposable | null = null;
  #most = 0;
  #isOver = false;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** The most that the reader wanted at once, bytes. */
  get most(): number {
    return this.#most;
  }

  /** Waits for room, in place of what there was, and lets the reader go on. Waiting is not the reader's time. */
  async make(bytes: number, clock: Countdown): Promise<void> {
    clock.halt();
    this.#most = Math.max(this.#most, bytes);
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

/** What the thread starts with. */
export function readerScript(): URL {
  return threadScript('reader-worker', import.meta.url);
}
