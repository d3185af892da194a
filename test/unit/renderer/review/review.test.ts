import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { ReviewQuestion } from '../../../../electron/contract/api/review-api.ts';
import { Review } from '../../../../renderer/review/review.svelte.ts';

/** An engine that asks these questions, and notes what it is told. `hold`: answers wait until it is let go. `atOnce`: so many it tells. */
function engineWith(ids: readonly string[], atOnce = ids.length) {
  let open = [...ids];
  const told: string[] = [];
  let gate = Promise.resolve();
  const queue = () => ({
    questions: open.slice(0, atOnce).map((id) => ({ id }) as ReviewQuestion),
    answered: 0,
    left: open.length,
  });
  const engine = {
    reviewQueue: async () => queue(),
    answerReview: async (id: string, answer: string) => {
      await gate;
      if (!open.includes(id)) throw new AppError('question-gone', id);
      told.push(`${id} ${answer}`);
      open = open.filter((other) => other !== id);
      return { characters: [], gone: [], queue: queue() };
    },
    askAgain: async (id: string) => {
      told.splice(told.indexOf(`${id} skip`), 1);
      open = [...open, id];
      return queue();
    },
    undo: async () => {
      const [id = ''] = told.pop()?.split(' ') ?? [];
      open = [...open, id];
    },
  };
  const hold = () => {
    const held = Promise.withResolvers<void>();
    gate = held.promise;
    return held.resolve;
  };
  return { engine: engine as unknown as EngineApi, told, hold };
}

async function opened(ids: readonly string[], atOnce?: number) {
  const rig = engineWith(ids, atOnce);
  const review = new Review(rig.engine);
  await review.open();
  return { ...rig, review };
}

test('the next question shows at once, before the engine has taken the answer in', async () => {
  const { review, hold, told } = await opened(['a', 'b', 'c']);
  const letGo = hold();
  const answered = review.answer('same');
  expect(review.current?.id).toBe('b');
  expect(review.left).toBe(2);
  letGo();
  await answered;
  expect(told).toEqual(['a same']);
});

test('answers given faster than the engine takes them are none lost and none asked twice', async () => {
  const { review, hold, told } = await opened(['a', 'b', 'c']);
  const letGo = hold();
  const all = [review.answer('same'), review.answer('different'), review.answer('skip')];
  letGo();
  await Promise.all(all);
  expect(told).toEqual(['a same', 'b different', 'c skip']);
  expect(review.current).toBeNull();
  expect(review.done).toBe(true);
});

test('the question that is looked at stays in place when the queue is ordered anew', async () => {
  const { review } = await opened(['a', 'b', 'c']);
  const answered = review.answer('same');
  const looked = review.current;
  await answered;
  expect(review.current?.id).toBe(looked?.id);
});

test('an answer that is taken back is asked again, first of all', async () => {
  const { review, told } = await opened(['a', 'b']);
  await review.answer('different');
  await review.takeBack();
  expect(told).toEqual([]);
  expect(review.current?.id).toBe('a');
  expect(review.questions.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(review.given).toEqual([]);
});

test('a skip that is taken back is asked again, and the answer then counts', async () => {
  const { review, told } = await opened(['a', 'b']);
  await review.answer('skip');
  await review.takeBack();
  expect(review.current?.id).toBe('a');
  await review.answer('same');
  expect(told).toEqual(['a same']);
  expect(review.given).toMatchObject([{ question: { id: 'a' }, answer: 'same' }]);
  expect(review.current?.id).toBe('b');
});

test('an answer that came too late is not counted, and taking it back undoes nothing else', async () => {
  const { review, told, hold, engine } = await opened(['a', 'b', 'c']);
  const take = engine.answerReview;
  const answerReview: typeof take = async (id, answer, limit) => {
    if (id === 'b') throw new AppError('question-gone', id);
    return take(id, answer, limit);
  };
  Object.assign(engine, { answerReview });
  const letGo = hold();
  const all = [review.answer('same'), review.answer('same'), review.takeBack()];
  letGo();
  await Promise.all(all);
  expect(told).toEqual(['a same']);
  expect(review.error).toBeNull();
  expect(review.given.map(({ question }) => question.id)).toEqual(['a']);
  // It is asked again, after the one that is looked at.
  expect(review.questions.map(({ id }) => id)).toEqual(['c', 'b']);
});

test('nothing is taken back that was not answered here', async () => {
  const { review, told } = await opened(['a']);
  told.push('z same');
  await review.takeBack();
  expect(told).toEqual(['z same']);
});

test('an engine that fails is told of, and asked again on request', async () => {
  const { review, engine } = await opened(['a']);
  const works = engine.reviewQueue;
  engine.reviewQueue = () => Promise.reject(new Error('broken'));
  await review.open();
  expect(review.error?.code).toBe('internal');
  engine.reviewQueue = works;
  await review.open();
  expect(review.error).toBeNull();
});

test('who answers faster than questions arrive is not told that there are none', async () => {
  const { review, hold } = await opened(['a', 'b', 'c'], 2);
  const letGo = hold();
  const answered = [review.answer('same'), review.answer('same')];
  expect(review.current).toBeNull();
  expect(review.done).toBe(false);
  letGo();
  await Promise.all(answered);
  expect(review.current?.id).toBe('c');
  await review.answer('same');
  expect(review.done).toBe(true);
});
