import type { Accuracy, ReviewApi } from '../../contract/api/review-api.ts';
import { accuracyOf } from '../review/accuracy.ts';
import type { Stores } from '../store/stores.ts';
import type { AfterEdit, RecognitionAccess } from './recognition-access.ts';

interface ReviewParts {
  readonly stores: Stores;
  readonly recognition: RecognitionAccess;
  readonly edited: AfterEdit;
}

/** "Same character?", and how often the machine was right. */
export function reviewCalls({ stores, recognition, edited }: ReviewParts): ReviewApi {
  return {
    accuracy: () => accuracy(stores, recognition),
    async adaptThresholds(adapt) {
      (await recognition.ready()).calibration.adapt(adapt);
      await recognition.refocus();
      return (await recognition.ready()).calibration.describe();
    },
    reviewQueue: async (limit, scope) => (await recognition.ready()).review.queue(limit, scope),
    async answerReview(id, answer, limit, scope) {
      const { review } = await recognition.ready();
      const { changed, gone } = edited(review.answer(id, answer));
      return { changed, gone, queue: await review.queue(limit, scope) };
    },
    async askAgain(id, limit, scope) {
      const { review } = await recognition.ready();
      review.askAgain(id);
      return review.queue(limit, scope);
    },
  };
}

/** What was answered can be told without models too. */
async function accuracy({ facts }: Stores, recognition: RecognitionAccess): Promise<Accuracy> {
  const calibration = (await recognition.ready().catch(() => null))?.calibration ?? null;
  const counted = accuracyOf(facts.judged(), (cosine) => calibration?.expected(cosine) ?? 0);
  return { ...counted, thresholds: calibration?.describe() ?? null };
}
