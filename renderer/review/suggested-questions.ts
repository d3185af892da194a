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
/** In a folder they have to be fetched to be counted: no more than these are. */
const mostCounted = 1_000;

type Calls = Pick<EngineApi, 'listFaces' | 'filterCharacters' | 'acceptFaces' | 'rejectFaces'>;

/**
 * What waits for an answer in the artist's characters, as questions: "is this face that character?" The surest of a character
 * come first, character by character. A face that is left for later is not asked about again before the next start.
 */
export class SuggestedQuestions {
  readonly #engine: Calls;
  readonly #characters: () => readonly Character[];
  readonly #below: () => string | null;
  readonly #skipped = new Set<string>();
  #asked: ReadonlyMap<string, ReviewQuestion> = new Map();
  #answered = 0;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: Calls, characters: () => readonly Character[], below: () => string | null = () => null) {
    this.#engine = engine;
    this.#characters = characters;
    this.#below = below;
  }

  async reviewQueue(limit: number): Promise<ReviewQueue> {
    const below = this.#below();
    const waiting = await this.#waiting(below);
    const most = below === null ? limit : mostCounted;
    const found: ReviewQuestion[] = [];
    for (const character of waiting) {
      if (found.length >= most) break;
      found.push(...(await this.#questionsOf(character, most - found.length, below)));
    }
    const questions = found.slice(0, limit);
    this.#asked = new Map([...this.#asked, ...questions.map((question) => [question.id, question] as const)]);
    const all = waiting.reduce((sum, { suggestions }) => sum + suggestions, 0) - this.#skipped.size;
    const left = below !== null || found.length < limit ? found.length : Math.max(found.length, all);
    return { questions, answered: this.#answered, left, round: null };
  }

  async #waiting(below: string | null): Promise<readonly Character[]> {
    const waiting = this.#characters().filter(({ suggestions }) => suggestions > 0);
    if (below === null) return waiting;
    const there = new Set(await this.#engine.filterCharacters({ below }));
    return waiting.filter(({ id }) => there.has(id));
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

  async #questionsOf(character: Character, limit: number, below: string | null): Promise<ReviewQuestion[]> {
    const page = { offset: 0, limit: limit + this.#skipped.size };
    const narrowed = below === null ? {} : { filter: { below } };
    const [waiting, known] = await Promise.all([
      this.#engine.listFaces(character.id, page, { state: 'suggested', ...narrowed }),
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
