import { expect, onTestFinished, test, vi } from 'vitest';
import { kindOfFile } from '../../../../renderer/pictures/kind-of-file.ts';
import { PictureList } from '../../../../renderer/pictures/picture-list.svelte.ts';

const code = (ratio: number) => String.fromCharCode(ratio * 256);
const soon = () => new Promise(setImmediate);

/** An engine that answers when it is told to, and what the list asked for and did. */
function asked() {
  const events: string[] = [];
  const answers: PromiseWithResolvers<never>[] = [];
  const call = (name: string) => () => {
    events.push(name);
    const answer = Promise.withResolvers<never>();
    answers.push(answer);
    return answer.promise;
  };
  const engine = { pictureShapes: call('shapes'), furtherShapes: call('further'), listPictures: async () => [] };
  const answer = async (value: unknown) => {
    answers.shift()?.resolve(value as never);
    await soon();
  };
  const around = { isBusy: () => false, onOthers: call('first page'), onLook: () => void events.push('look') };
  return { engine, around, answer, events };
}

test('a list knows the proportions of all pictures, and whether they are of what is asked for now', async () => {
  const { engine, around, answer, events } = asked();
  const list = new PictureList(engine, () => ({ filter: { below: '/art' } }), around);
  expect([list.known, list.ratios.length]).toEqual([false, 0]);
  list.look.refresh();
  await answer({ count: 2, shapes: code(1) + code(2) });
  expect([list.known, [...list.ratios]]).toEqual([true, [1, 2]]);
  expect(events).toEqual(['shapes', 'first page']);
  list.sort = 'path';
  expect([list.known, list.ratios.length]).toEqual([false, 0]);
});

test('of a long list the first pictures are shown while the shapes of the others are on their way', async () => {
  const { engine, around, answer, events } = asked();
  const list = new PictureList(engine, () => ({}), around);
  list.look.refresh();
  await answer({ count: 4, shapes: code(1) + code(2) });
  expect([list.known, [...list.ratios]]).toEqual([true, [1, 2, 1.5, 1.5]]);
  // They wait until there is something to look at.
  expect(events).toEqual(['shapes', 'first page']);
  await answer([]);
  expect(events).toEqual(['shapes', 'first page', 'further']);
  await answer(code(0.5) + code(3));
  expect([...list.ratios]).toEqual([1, 2, 0.5, 3]);
});

test('a newer look at the same pictures is shown when it is whole', async () => {
  const { engine, around, answer, events } = asked();
  const list = new PictureList(engine, () => ({}), around);
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  list.look.refresh();
  await answer({ count: 1, shapes: code(1) });
  await answer([]);
  events.splice(0);
  list.look.refresh();
  await vi.advanceTimersByTimeAsync(100);
  await answer({ count: 2, shapes: code(1) });
  expect([...list.ratios]).toEqual([1]);
  await answer(code(2));
  expect([...list.ratios]).toEqual([1, 2]);
  expect(events).toEqual(['shapes', 'further', 'look']);
});

test('a file is called by its kind as artists know it', () => {
  expect(['/a/b.PNG', 'c.clip', 'C:\\d.jpeg', 'e.txt', 'f'].map(kindOfFile)).toEqual([
    'PNG',
    'Clip Studio Paint',
    'JPEG',
    '',
    '',
  ]);
});
