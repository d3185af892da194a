import type { QuestionedGroup, QuestionedPart } from './questioned-group.ts';

/**
 * `groups`: two groups. `inside`: both sides are one group now, `right` the smaller part. `part`: `right` is a part of a group
 * that could belong to another one, `left`.
 */
export type QuestionAbout = 'groups' | 'inside' | 'part';

/** A question that could be asked. */
export interface Candidate<Id> {
  readonly about: QuestionAbout;
  /** That both sides are one character. */
  readonly probability: number;
  /** `inside`: the group of the part. */
  readonly left: QuestionedGroup<Id>;
  readonly right: QuestionedGroup<Id> | QuestionedPart<Id>;
  /** Faces that are put right where the answer changes something. */
  readonly gains: Gains;
  /** The same in expectation. */
  readonly worth: number;
}

/** As B-cubed counts faces: by taking apart what is mixed, and by joining what is scattered. */
interface Gains {
  readonly split: number;
  readonly joined: number;
}

/** That the answer changes something. */
export function chanceOf<Id>({ about, probability }: Candidate<Id>): number {
  return about === 'inside' ? 1 - probability : probability;
}
