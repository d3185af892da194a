import { expect, test } from 'vitest';
import { SkipError } from '../../../../electron/engine/pictures/limits/skip-error.ts';
import { decodingBudget } from '../../../../electron/engine/pictures/limits/limits.ts';
import { ReaderThread } from '../../../../electron/engine/pictures/reading/reader-thread.ts';

const module = (name: string) => new URL(`../../../../electron/engine/${name}`, import.meta.url).href;

/** Does what the first letter of the file says. */
const script = `
  import { doJobs } from '${module('threads/do-jobs.ts')}';
  import { tell } from '${module('threads/thread-port.ts')}';
  let reads = 0;
  const want = (wanted, room) => {
    tell({ wanted });
    Atomics.wait(room, 0, 0);
  };
  doJobs({
    load: () => null,
    read({ source, room }) {
      const [what] = source;
      if (what === ${'H'.charCodeAt(0)}) for (;;);
      if (what === ${'D'.charCodeAt(0)}) process.exit(1);
      if (what === ${'S'.charCodeAt(0)}) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500);
      if (what === ${'B'.charCodeAt(0)}) return { kind: 'skip', reason: 'corrupt', detail: 'bad' };
      if (what === ${'M'.charCodeAt(0)}) for (const kept = []; ; ) kept.push(new Array(10_000).fill(kept.length));
      if (what === ${'W'.charCodeAt(0)}) want(1000, room);
      if (what === ${'L'.charCodeAt(0)}) want(2 ** 29, room);
      return { kind: 'encoded', bytes: Uint8Array.of(++reads), isPreview: false };
    },
  });`;

function thread(longestMs = 60_000): ReaderThread {
  return new ReaderThread(new URL(`data:text/javascript,${encodeURIComponent(script)}`), {
    longestMs,
    heapMegabytes: 16,
  });
}

async function skipOf(reading: Promise<unknown>): Promise<SkipError> {
  const error = await reading.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SkipError);
  return error as SkipError;
}

const file = (text: string) => Buffer.from(text);

test('a file that hangs the thread is given up after two tries, and the next file is read', async () => {
  await using readers = thread(1_000);
  expect(await skipOf(readers.read('psd', file('H')))).toMatchObject({
    reason: 'given-up',
    detail: 'it took longer than 1 s',
  });
  expect((await readers.read('psd', file('ok'))).reading.kind).toBe('encoded');
});

test('a reader that was not let work has its time all the same', async () => {
  await using readers = thread(1_000);
  expect((await readers.read('psd', file('S'))).reading.kind).toBe('encoded');
});

test('so is a file that ends the thread, or takes all of its memory', async () => {
  await using readers = thread();
  expect((await skipOf(readers.read('psd', file('D')))).reason).toBe('given-up');
  expect(await skipOf(readers.read('psd', file('M')))).toMatchObject({
    reason: 'given-up',
    detail: expect.stringContaining('memory limit') as string,
  });
  expect((await readers.read('psd', file('ok'))).reading.kind).toBe('encoded');
});

test('what the reader says of a file is its reason', async () => {
  await using readers = thread();
  expect(await skipOf(readers.read('psd', file('B')))).toMatchObject({ reason: 'corrupt', detail: 'bad' });
});

test('a reader waits for room in memory, without losing its time, and what it has is given back', async () => {
  await using readers = thread(1_000);
  const all = await decodingBudget.acquire(Infinity);
  const reading = readers.read('psd', file('W'));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  all[Symbol.dispose]();
  const held = await reading;
  expect(decodingBudget.isFree).toBe(false);
  held[Symbol.dispose]();
  expect(decodingBudget.isFree).toBe(true);
});

test('after a file that took much memory the thread starts anew', async () => {
  await using readers = thread();
  const readsOf = async (text: string) => {
    using held = await readers.read('psd', file(text));
    return held.reading.kind === 'encoded' ? held.reading.bytes[0] : null;
  };
  expect([await readsOf('ok'), await readsOf('W'), await readsOf('L'), await readsOf('ok')]).toEqual([1, 2, 3, 1]);
});

test('an abort ends the reading at once', async () => {
  await using readers = thread();
  const abort = new AbortController();
  const reading = readers.read('psd', file('H'), abort.signal);
  setTimeout(() => abort.abort(new Error('closed')), 100);
  await expect(reading).rejects.toThrow('closed');
  expect((await readers.read('psd', file('ok'))).reading.kind).toBe('encoded');
});
