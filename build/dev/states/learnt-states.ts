import { mostMoved, type Accuracy, type AccuracyOfKind } from '../../../electron/contract/api/review-api.ts';
import { madeUp } from './made-up.ts';
import type { Twist } from './twist.ts';

const questions: AccuracyOfKind = {
  kind: 'question',
  answered: 64,
  right: 57,
  bins: [
    { from: 0.3, to: 0.4, answered: 21, same: 3, expected: 0.12 },
    { from: 0.4, to: 0.5, answered: 25, same: 14, expected: 0.51 },
    { from: 0.5, to: 0.6, answered: 18, same: 17, expected: 0.9 },
  ],
};
const suggestions: AccuracyOfKind = {
  kind: 'suggestion',
  answered: 30,
  right: 24,
  bins: [{ from: 0.5, to: 0.6, answered: 30, same: 24, expected: null }],
};
const original = { same: 0.52, maybe: 0.38 };

const much: Accuracy = {
  answered: questions.answered + suggestions.answered,
  right: questions.right + suggestions.right,
  kinds: [questions, suggestions],
  thresholds: {
    ...{ original, inUse: { same: 0.55, maybe: 0.36 }, answers: questions.answered, adapt: true, learntFrom: 1_840 },
    proof: { plain: 0.91, seen: 0.95, faces: 620 },
    bounds: {
      lowest: { same: original.same - mostMoved, maybe: original.maybe - mostMoved },
      highest: { same: original.same + mostMoved, maybe: original.maybe + mostMoved },
    },
  },
};

/** `&learnt=much`: a library in which many questions were answered. */
export const learntStates: Readonly<Record<string, Twist>> = { much: madeUp(() => ({ accuracy: async () => much })) };
