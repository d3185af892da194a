import { expect, test } from 'vitest';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import type { ReviewQuestion, ReviewRound, ReviewScope } from '../../../../electron/contract/api/review-api.ts';
import { Review, type ReviewCalls } from '../../../../renderer/review/review.svelte.ts';
import { wordRound } from '../../../../renderer/review/word-round.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';

const character: ReviewScope = { character: 7 as CharacterId };

/** An engine with so many questions, which are asked in rounds of two; `null`: it does not know what they bring. */
function opened(count: number, promise: Omit<ReviewRound, 'questions'> | null = { now: 0.9, after: 0.95 }) {
  let open = Array.from({ length: count }, (_, k) => ({ id: `q${k}` }) as ReviewQuestion);
  const scopes: (ReviewScope | undefined)[] = [];
  const queue = async (scope?: ReviewScope) => {
    scopes.push(scope);
    const round = promise && { ...promise, questions: Math.min(2, open.length) };
    return { questions: open, answered: 0, left: open.length, round };
  };
  const calls = {
    reviewQueue: (_limit: number, scope?: ReviewScope) => queue(scope),
    answerReview: async (id: string, _answer: unknown, _limit: number, scope?: ReviewScope) => {
      open = open.filter((other) => other.id !== id);
      return { changed: [], gone: [], queue: await queue(scope) };
    },
    undo: async () => undefined,
  };
  const narrowed = { to: null as string | null };
  const review = new Review(calls as unknown as ReviewCalls, () => narrowed.to);
  return { review, scopes, narrowed };
}

test('a round ends after its questions, and the next one begins when the artist says so', async () => {
  const { review } = opened(5);
  await review.open();
  expect(review.round).toMatchObject({ from: 0, promised: { questions: 2, now: 0.9 } });
  await review.answer('same');
  expect([review.inRound, review.roundDone]).toEqual([1, false]);
  await review.answer('skip');
  expect(review.roundDone).toBe(true);
  await review.answer('same');
  expect(review.given).toHaveLength(2);
  review.nextRound();
  expect([review.inRound, review.roundDone]).toEqual([0, false]);
  await review.answer('same');
  expect(review.given).toHaveLength(3);
});

test('with the last question all is done, not only the round', async () => {
  const { review } = opened(2);
  await review.open();
  await review.answer('same');
  await review.answer('same');
  expect([review.done, review.roundDone]).toEqual([true, false]);
});

test('an answer that is taken back belongs to the round again', async () => {
  const { review } = opened(5);
  await review.open();
  await review.answer('same');
  await review.answer('same');
  await review.takeBack();
  expect([review.inRound, review.roundDone]).toEqual([1, false]);
});

test('where nothing is known of what answers bring there are no rounds', async () => {
  const { review } = opened(5, null);
  await review.open();
  for (let answers = 0; answers < 3; answers += 1) await review.answer('same');
  expect([review.round, review.roundDone, review.given.length]).toEqual([null, false, 3]);
});

test('what is asked about goes with every question to the engine, and begins a new round', async () => {
  const { review, scopes } = opened(5);
  await review.open();
  await review.answer('same');
  await review.about(character);
  expect(review.round).toMatchObject({ from: 0 });
  await review.answer('same');
  expect(scopes).toEqual([undefined, undefined, character, character]);
});

test('a round is told with its time, and promises only what can be seen', () => {
  const t = translator('en');
  expect(wordRound(t, { questions: 20, now: 0.934, after: 0.971 }, 24)).toBe(
    '20 questions, about 8 minutes: about 93% → 97% right',
  );
  expect(wordRound(t, { questions: 1, now: 0.934, after: 0.938 }, 10)).toBe('1 question, about 1 minute');
  expect(wordRound(t, { questions: 3, now: 0.991, after: 0.9999 }, 10)).toBe('3 questions, about 1 minute');
});

test('another folder begins anew, beside what the artist is asked about', async () => {
  const { review, scopes, narrowed } = opened(5);
  await review.about(character);
  await review.answer('same');
  narrowed.to = '/art/cards';
  await review.open();
  expect(review.given).toEqual([]);
  expect(scopes.at(-1)).toEqual({ ...character, below: '/art/cards' });
  await review.answer('same');
  expect(scopes.at(-1)).toEqual({ ...character, below: '/art/cards' });
});
