import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Reviews } from './context.ts';
import { Review } from './review.svelte.ts';
import { SuggestedQuestions } from './suggested-questions.ts';

/** `below`: the folder on disk that everything is narrowed to. */
export function reviewsOf(engine: EngineApi, characters: CharacterList, below: () => string | null): Reviews {
  const suggestions = new SuggestedQuestions(engine, () => characters.all, below);
  return {
    groups: new Review(engine, below),
    suggestions: new Review(
      {
        reviewQueue: (limit) => suggestions.reviewQueue(limit),
        answerReview: (id, answer, limit) => suggestions.answerReview(id, answer, limit),
        askAgain: (id, limit) => suggestions.askAgain(id, limit),
        undo: () => engine.undo(),
      },
      below,
    ),
  };
}
