import { expect, test } from 'vitest';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { WorkQueue, type QueueStore } from '../../../electron/engine/pipeline/work-queue.ts';
import type { FileToIngest } from '../../../electron/engine/store/work.ts';

/** Files 1 to `count`: odd ones are not identified yet, even ones hold a picture of their number that was not indexed. */
function queueOf(count: number) {
  const files = Array.from({ length: count }, (_, k): FileToIngest => {
    const id = k + 1;
    const identified = id % 2 === 0;
    return { id, path: `${id}.png`, size: 1, mtimeMs: 1, identified, picture: identified ? (id as PictureId) : null };
  });
  const page = (wanted: boolean, after: number, limit: number) =>
    files.filter(({ id, identified }) => identified === wanted && id > after).slice(0, limit);
  let counted = 0;
  const store: QueueStore = {
    toIdentify: (after: number, limit: number) => page(false, after, limit),
    toIndex: (_: string, after: number, limit: number) => page(true, after, limit),
    pendingFiles: () => files.map(({ id }) => id),
    countWork: () => {
      counted += 1;
      return files.length;
    },
  };
  const queue = new WorkQueue(store, 'fake');
  return { queue, files, counts: () => counted };
}

const ids = (files: Iterable<FileToIngest>) => [...files].map(({ id }) => id);
const progress = (queue: WorkQueue) => queue.progress({ isRunning: true, isScanning: false });

test('all files come once, page after page, in the order of their keys', () => {
  const { queue } = queueOf(300);
  expect(ids(queue.toIdentify())).toEqual(Array.from({ length: 150 }, (_, k) => 2 * k + 1));
  expect(ids(queue.toIndex())).toEqual(Array.from({ length: 150 }, (_, k) => 2 * k + 2));
});

test('a file that comes while the pages are read is among them', () => {
  const { queue, files } = queueOf(4);
  const pages = queue.toIdentify();
  expect(pages.next()).toMatchObject({ value: { id: 1 } });
  files.push({ ...(files[0] as FileToIngest), id: 9 });
  expect(ids(pages)).toEqual([3, 9]);
});

test('a postponed file is left alone until it is taken up again', () => {
  const { queue, files } = queueOf(4);
  queue.postpone(files[0] as FileToIngest);
  expect(ids(queue.toIdentify())).toEqual([3]);
  queue.takeUpPostponed();
  expect(ids(queue.toIdentify())).toEqual([1, 3]);
});

test('a cancelled run leaves what was in the queue alone, and takes in what is new, until it is resumed', () => {
  const { queue, files } = queueOf(4);
  queue.pause();
  queue.cancel();
  expect(queue.isPaused).toBe(false);
  expect(progress(queue).total).toBe(0);
  files.push({ ...(files[0] as FileToIngest), id: 9 });
  expect([...ids(queue.toIdentify()), ...ids(queue.toIndex())]).toEqual([9]);
  queue.resume();
  expect(ids(queue.toIdentify())).toEqual([1, 3, 9]);
});

test('while it runs, work is counted once a second: what is finished is taken off in between', () => {
  const { queue, counts } = queueOf(10);
  queue.begin();
  expect(progress(queue)).toMatchObject({ phase: 'indexing', done: 0, total: 10 });
  queue.finishOne();
  expect(progress(queue)).toMatchObject({ done: 1, total: 10 });
  expect(counts()).toBe(1);
});

test('the phase says what goes on', () => {
  const { queue } = queueOf(1);
  const phase = (isRunning: boolean, isScanning: boolean) => queue.progress({ isRunning, isScanning }).phase;
  expect([phase(false, false), phase(false, true), phase(true, true)]).toEqual(['idle', 'scanning', 'indexing']);
  queue.pause();
  expect(phase(true, true)).toBe('paused');
});
