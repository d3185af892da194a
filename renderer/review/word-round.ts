import type { ReviewRound } from '../../electron/contract/api/review-api.ts';
import type { Translate } from '../i18n/translate.ts';

/** How many questions, how long they take at this pace (seconds for one), and what they are expected to bring. */
export function wordRound(t: Translate, { questions, now, after }: ReviewRound, pace: number): string {
  const minutes = Math.max(1, Math.round((questions * pace) / 60));
  const effort = t('review.round.effort', {
    questions: t('review.round.questions', { count: questions }),
    minutes: t('review.round.minutes', { count: minutes }),
  });
  const [before, then] = [percentOf(now), percentOf(after)];
  // What is too little to be seen is not promised.
  return then > before ? t('review.round.brings', { effort, before, then }) : effort;
}

/** Never more than is so: 100 only where nothing is left. */
function percentOf(share: number): number {
  return Math.floor(share * 100);
}
