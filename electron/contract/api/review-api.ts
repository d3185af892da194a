import { z } from 'zod';
import type { Edited } from './edits-api.ts';
import type { Character, Face } from './faces-api.ts';
import { id, path } from '../checks.ts';
import type { CharacterId, FaceId, FolderId } from '../ids.ts';
import type { BandThresholds } from './find-api.ts';

export interface ReviewSide {
  /** The one that stands for the group. */
  readonly face: Face;
  /** At most four more. */
  readonly others: readonly FaceId[];
  readonly character: Character | null;
}

/** "Same character?" */
export interface ReviewQuestion {
  readonly id: string;
  readonly left: ReviewSide;
  readonly right: ReviewSide;
  /** That it is one character, 0..1; null: not worked out, as for suggestions. */
  readonly probability: number | null;
  /**
   * `groups`: two groups, the same makes them one. `inside`: a part of one group, different takes it out. `part`: a part of one
   * group, right, the same moves it to another, left.
   */
  readonly about: 'groups' | 'inside' | 'part';
}

/** What is asked about: all that are given hold. Groups are of a folder where one of their faces is. */
export interface ReviewScope {
  readonly character?: CharacterId | undefined;
  readonly folder?: FolderId | undefined;
  /** A folder on disk. */
  readonly below?: string | undefined;
}

/**
 * What the next questions are expected to bring, by the odds of the questions: the share of faces that are with their whole character
 * and with no other (B-cubed F1), 0..1.
 */
export interface ReviewRound {
  /** As many as are answered at one go, or fewer. */
  readonly questions: number;
  readonly now: number;
  readonly after: number;
}

export interface ReviewQueue {
  /** The most informative first. */
  readonly questions: readonly ReviewQuestion[];
  /** Since the library was made. */
  readonly answered: number;
  /** How many questions there are now. */
  readonly left: number;
  /** Null: not worked out, as for suggestions. */
  readonly round: ReviewRound | null;
}

/** `skip`: cannot be said now; it is asked again at the next start. */
export type ReviewAnswer = 'same' | 'different' | 'skip';

export interface ReviewAnswered extends Omit<Edited, 'edit'> {
  readonly queue: ReviewQueue;
}

/** How often the machine was right where the artist answered: suggestions and questions. */
export interface Accuracy {
  readonly answered: number;
  readonly right: number;
  /** Those with answers; together they are all. */
  readonly kinds: readonly AccuracyOfKind[];
  /** Null as long as no models are loaded. */
  readonly thresholds: LearntThresholds | null;
}

/** `unknown`: answered before Dramatis told the two apart. */
export type JudgedKind = 'question' | 'suggestion' | 'unknown';

export interface AccuracyOfKind {
  readonly kind: JudgedKind;
  readonly answered: number;
  readonly right: number;
  /** By cosine, from low to high: of questions the mean between the faces of the sides, of suggestions to the mean of the character. */
  readonly bins: readonly AccuracyBin[];
}

export interface AccuracyBin {
  readonly from: number;
  readonly to: number;
  readonly answered: number;
  /** Those that were one character. */
  readonly same: number;
  /** The share that the model promised, 0..1; null: it promised nothing. */
  readonly expected: number | null;
}

/** Answers move no threshold of a library further than this, cosine. */
export const mostMoved = 0.08;

/** The thresholds of one library. */
export interface LearntThresholds {
  readonly inUse: BandThresholds;
  /** The model's. */
  readonly original: BandThresholds;
  readonly bounds: { readonly lowest: BandThresholds; readonly highest: BandThresholds };
  /** How many answers to questions of this model there are to learn from. */
  readonly answers: number;
  /** False: the artist wants the model's own. Otherwise they begin where pairs of this library are right as often as promised. */
  readonly adapt: boolean;
  /** From how many faces the library has learnt what sets its characters apart; null: faces are compared as the model sees them. */
  readonly learntFrom: number | null;
  /**
   * What that brings, by `faces` that the artist decided: the share whose nearest other face shows the same character, before and after,
   * each judged without what was learnt from it. Null where too few were decided to tell.
   */
  readonly proof: { readonly plain: number; readonly seen: number; readonly faces: number } | null;
}

/** "Same character?", and how often the machine was right. All calls may throw an AppError. */
export interface ReviewApi {
  accuracy(): Promise<Accuracy>;
  /** Whether the thresholds of this library follow what the artist answers, or are the model's own. A setting, not an edit. */
  adaptThresholds(adapt: boolean): Promise<LearntThresholds>;
  reviewQueue(limit: number, scope?: ReviewScope): Promise<ReviewQueue>;
  /** `limit` and `scope`: of the queue that is answered. Throws `question-gone` where it was answered or is out of date. */
  answerReview(id: string, answer: ReviewAnswer, limit: number, scope?: ReviewScope): Promise<ReviewAnswered>;
  /** Takes a `skip` back: the question is asked again now. `limit` and `scope`: of the queue that is answered. */
  askAgain(id: string, limit: number, scope?: ReviewScope): Promise<ReviewQueue>;
}

const questionId = z.string().max(200);
const questions = z.int().min(1).max(1_000);
const scope = z.strictObject({ character: id.optional(), folder: id.optional(), below: path.optional() }).optional();

export const reviewSchemas = {
  accuracy: z.tuple([]),
  adaptThresholds: z.tuple([z.boolean()]),
  reviewQueue: z.tuple([questions, scope]),
  answerReview: z.tuple([questionId, z.enum(['same', 'different', 'skip']), questions, scope]),
  askAgain: z.tuple([questionId, questions, scope]),
} satisfies Record<keyof ReviewApi, z.ZodType>;
