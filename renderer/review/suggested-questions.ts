import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { Character, Face } from '../../electron/contract/api/faces-api.ts';
import type {
  ReviewAnswer,
  ReviewAnswered,
  ReviewQuestion,
  ReviewQueue,
} from '../../electron/contract/api/review-api.ts';

/** Faces of the character that are shown beside a suggested face: one large, four small. */
const shownOthers = 4;

type Calls = Pick<EngineApi, 'listFaces' | 'acceptFaces' | 'rejectFaces'>;

/**
 * What waits for an answer in the artist's characters, as questions: "is this face that character?" The surest of a character
 * come first, character by character. A face that is left for later is not asked about again before the next start.
 */
export class SuggestedQuestions {
  readonly #engine: Calls;
  readonly #characters: () => readonly Character[];
  readonly #skipped = new Set<string>();
  #asked: ReadonlyMap<string, ReviewQuestion> = new Map();
  #answered = 0;

  constructor(engine: Calls, characters: () => readonly Character[]) {
    this.#engine = engine;
    this.#characters = characters;
  }

  async reviewQueue(limit: number): Promise<ReviewQueue> {
    const waiting = this.#characters().filter(({ suggestions }) => suggestions > 0);
    const questions: ReviewQuestion[] = [];
    for (const character of waiting) {
      if (questions.length >= limit) break;
      questions.push(...(await this.#questionsOf(character, limit - questions.length)));
    }
    this.#asked = new Map([...this.#asked, ...questions.map((question) => [question.id, question] as const)]);
    const all = waiting.reduce((sum, { suggestions }) => sum + suggestions, 0);
    const left = questions.length < limit ? questions.length : Math.max(questions.length, all - this.#skipped.size);
    return { questions, answered: this.#answered, left, round: null };
  }

  /** Throws `question-gone` where it was never asked. */
  async answerReview(id: string, answer: ReviewAnswer, limit: number): Promise<ReviewAnswered> {
    const question = this.#asked.get(id);
    const character = question?.right.character;
    if (!question || !character) throw new AppError('question-gone', id);
    this.#answered += 1;
    if (answer === 'skip') {
      this.#skipped.add(id);
      return { changed: [], gone: [], queue: await this.reviewQueue(limit) };
    }
    const faces = [question.left.face.id];
    const { changed, gone } = await (answer === 'same'
      ? this.#engine.acceptFaces(faces, character.id)
      : this.#engine.rejectFaces(faces, character.id));
    return { changed, gone, queue: await this.reviewQueue(limit) };
  }

  /** Takes a `skip` back. */
  askAgain(id: string, limit: number): Promise<ReviewQueue> {
    if (this.#skipped.delete(id)) this.#answered -= 1;
    return this.reviewQueue(limit);
  }

  async #questionsOf(character: Character, limit: number): Promise<ReviewQuestion[]> {
    const page = { offset: 0, limit: limit + this.#skipped.size };
    const [waiting, known] = await Promise.all([
      this.#engine.listFaces(character.id, page, { state: 'suggested' }),
      this.#engine.listFaces(character.id, { offset: 0, limit: 1 + shownOthers }, { state: 'confirmed' }),
    ]);
    const [first, ...others] = known;
    if (!first) return [];
    const right = { face: first, others: others.map(({ id }) => id), character };
    return waiting
      .map((face): ReviewQuestion => ({
        id: idOf(face, character),
        left: { face, others: [], character: null },
        right,
        // How like the character the face is (`similarity`) is no probability.
        probability: null,
        about: 'groups',
      }))
      .filter(({ id }) => !this.#skipped.has(id))
      .slice(0, limit);
  }
}

function idOf({ id }: Face, character: Character): string {
  return `suggestion-${id}-${character.id}`;
}
