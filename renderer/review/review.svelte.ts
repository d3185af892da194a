import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import { throttle } from '../library/throttle.ts';
import type {
  ReviewAnswer,
  ReviewQuestion,
  ReviewQueue,
  ReviewRound,
  ReviewScope,
} from '../../electron/contract/api/review-api.ts';

/** Questions that are fetched ahead: the next one shows at once, with its pictures. */
const ahead = 12;

/** What asks the questions: the engine, or something that makes them of what the engine answers. */
export type ReviewCalls = Pick<EngineApi, 'reviewQueue' | 'answerReview' | 'askAgain' | 'undo'>;

export interface Given {
  readonly question: ReviewQuestion;
  readonly answer: ReviewAnswer;
}

/** Questions that are answered at one go: how many, and what they were said to bring when it began. */
export interface Round {
  readonly promised: ReviewRound;
  /** How many had been answered before. */
  readonly from: number;
}

/** Until the artist's own pace is known, seconds for one answer. */
const usualPace = 10;
/** A pause is no answer that took long. */
const longestPace = 60;

/** "Same character?": the questions, most telling first, and what the artist has answered. */
export class Review {
  questions = $state.raw<readonly ReviewQuestion[]>([]);
  /** Questions that are worth asking after this one, as the engine reckons. */
  left = $state(0);
  loaded = $state(false);
  error = $state.raw<ErrorData | null>(null);
  /** Whole pictures are shown instead of faces. */
  pictures = $state(false);
  /** What was answered since the queue was opened, the last one last. */
  given = $state.raw<readonly Given[]>([]);

  /** Null where nothing is known of what answers bring. */
  round = $state.raw<Round | null>(null);
  /** What the artist wants to be asked about; undefined: everything. */
  scope = $state.raw<ReviewScope | undefined>(undefined);
  /** The folder that the questions are narrowed to beside that. */
  narrowedTo = $state<string | null>(null);
  /** What the next round would bring. */
  #outlook = $state.raw<ReviewRound | null>(null);
  #paces = $state.raw<readonly number[]>([]);
  #shownAt = 0;

  /** Asks the engine again, soon: the groups have changed elsewhere. */
  readonly refresh: () => void;

  readonly #engine: ReviewCalls;
  readonly #below: () => string | null;
  /** Answers go to the engine one after the other, however fast they are given. */
  #line: Promise<void> = Promise.resolve();
  /** Answered here, but not there yet: they are not asked again meanwhile. */
  readonly #underWay = new Set<string>();
  readonly #refused = new WeakSet<Given>();

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: ReviewCalls, below: () => string | null = () => null) {
    this.#engine = engine;
    this.#below = below;
    this.refresh = throttle(() => this.open(), 500);
  }

  readonly current = $derived(this.questions[0] ?? null);
  readonly next = $derived(this.questions.slice(1, 4));
  /** Not while the next ones are on their way: who answers fast has seen those that were fetched. */
  readonly done = $derived(this.loaded && this.questions.length === 0 && this.left === 0);
  readonly inRound = $derived(this.round ? this.given.length - this.round.from : 0);
  /** What the round was for is done: the artist decides whether there is another. */
  readonly roundDone = $derived(!this.done && this.round !== null && this.inRound >= this.round.promised.questions);
  readonly outlook = $derived.by(() => this.#outlook);
  /** Of one answer, seconds: the middle of the artist's own. */
  readonly pace = $derived.by(() => middleOf(this.#paces) ?? usualPace);

  /** Starts anew, or goes on where the artist has been: what was answered stays told. */
  open(): Promise<void> {
    if (this.#below() !== this.narrowedTo) return this.about(this.scope);
    return this.#queue(() => this.#load());
  }

  /** Shows the next question at once; the engine answers meanwhile. */
  answer(answer: ReviewAnswer): Promise<void> {
    const question = this.current;
    if (!question || this.roundDone) return this.#line;
    this.#keepPace();
    this.questions = this.questions.slice(1);
    const given: Given = { question, answer };
    this.given = [...this.given, given];
    this.left = Math.max(0, this.left - 1);
    this.#underWay.add(question.id);
    return this.#queue(async () => this.#take(await this.#send(given)));
  }

  /** Answers the queue after it. What the engine did not take was not given. */
  async #send(given: Given): Promise<ReviewQueue> {
    const { question, answer } = given;
    try {
      return (await this.#engine.answerReview(question.id, answer, ahead, this.#asked)).queue;
    } catch (error) {
      this.#refused.add(given);
      this.given = this.given.filter((other) => other !== given);
      // The answer before it has changed these groups: they are asked about as they are now.
      if (toErrorData(error).code !== 'question-gone') throw error;
      return await this.#engine.reviewQueue(ahead, this.#asked);
    } finally {
      this.#underWay.delete(question.id);
    }
  }

  /** Takes the last answer back; its question is asked again. Only what was answered here: older edits have their own undo. */
  takeBack(): Promise<void> {
    const last = this.given.at(-1);
    if (!last) return this.#line;
    this.given = this.given.slice(0, -1);
    return this.#queue(async () => {
      if (this.#refused.has(last)) return;
      if (last.answer === 'skip') this.#take(await this.#engine.askAgain(last.question.id, ahead, this.#asked));
      else {
        await this.#engine.undo();
        await this.#load();
      }
      this.questions = [last.question, ...this.questions.filter(({ id }) => id !== last.question.id)];
    });
  }

  /** Other edits come next: what was answered is no longer the last thing done, and is undone as anything else. */
  leave(): void {
    this.given = [];
    this.round = null;
  }

  /** The artist has had a look at what the last round brought. */
  nextRound(): void {
    this.round = this.#outlook && { promised: this.#outlook, from: this.given.length };
    this.#shownAt = performance.now();
  }

  /** Asks about something else from now on. */
  about(scope: ReviewScope | undefined): Promise<void> {
    this.scope = scope;
    this.narrowedTo = this.#below();
    this.leave();
    return this.#queue(async () => {
      this.questions = [];
      await this.#load();
    });
  }

  get #asked(): ReviewScope | undefined {
    return this.narrowedTo === null ? this.scope : { ...this.scope, below: this.narrowedTo };
  }

  #keepPace(): void {
    const seconds = (performance.now() - this.#shownAt) / 1_000;
    if (this.#shownAt > 0 && seconds < longestPace) this.#paces = [...this.#paces, seconds];
    this.#shownAt = performance.now();
  }

  async #load(): Promise<void> {
    this.#take(await this.#engine.reviewQueue(ahead, this.#asked));
    this.loaded = true;
    this.#shownAt ||= performance.now();
  }

  /** The question that the artist looks at stays, as long as it still is one. */
  #take({ questions: asked, left, round }: ReviewQueue): void {
    const questions = asked.filter(({ id }) => !this.#underWay.has(id));
    const shown = questions.find(({ id }) => id === this.current?.id);
    this.questions = shown ? [shown, ...questions.filter((question) => question !== shown)] : questions;
    this.left = questions.length > 0 || this.#underWay.size > 0 ? left : 0;
    this.#outlook = round;
    if (!this.round && round && round.questions > 0) this.round = { promised: round, from: this.given.length };
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#line = this.#line.then(async () => {
      try {
        await work();
        this.error = null;
      } catch (error) {
        this.error = toErrorData(error);
      }
    });
    return this.#line;
  }
}

/** Of a few it says too little. */
const fewPaces = 5;

function middleOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length < fewPaces ? null : (sorted[Math.floor(sorted.length / 2)] ?? null);
}
