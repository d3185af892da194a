import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amongHomes, facesPutRight, logOdds } from '../../../electron/engine/characters/group-odds.ts';
import {
  reviewQuestions,
  type QuestionOptions,
  type ReviewGroup,
} from '../../../electron/engine/characters/review-questions.ts';
import { doubtfulParts } from '../../../electron/engine/characters/two-parts.ts';
import { unit } from '../../support/vectors.ts';

const linkage = 0.6;
const options: QuestionOptions<number> = {
  limit: 100,
  linkage,
  partsOf: ({ vectors }) => doubtfulParts(vectors),
  settled: () => false,
};

/** Vectors in a plane at these angles, degrees; faces are numbered from `first`. */
function group(first: number, angles: readonly number[], named = false): ReviewGroup<number> {
  const vectors = angles.map((angle) => unit([Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
  return { faces: angles.map((_, k) => first + k), vectors, named };
}

describe('group odds', () => {
  test('rise with the cosine, and fall where the faces of the set are more alike', () => {
    const odds = (cosine: number, cohesion: number) => logOdds({ cosine, cohesion, faces: 5 }, linkage);
    expect(odds(0.7, 0.72)).toBeGreaterThan(odds(0.6, 0.72));
    expect(odds(0.7, 0.9)).toBeLessThan(odds(0.7, 0.72));
    expect(odds(linkage + 0.02, linkage + 0.12)).toBeCloseTo(0);
  });

  test('homes share what is certain, and leave room for none of them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 8 }), (odds) => {
        const homes = amongHomes(odds);
        expect(homes.reduce((sum, p) => sum + p, 0)).toBeLessThan(1);
        expect(homes.indexOf(Math.max(...homes))).toBe(odds.indexOf(Math.max(...odds)));
      }),
    );
    expect(amongHomes([0])).toEqual([0.5]);
    expect(amongHomes([0, 0])[0]).toBeCloseTo(1 / 3);
  });

  test('a face that joins many puts about two right, two halves all of their faces', () => {
    expect(facesPutRight(100, 1)).toBeCloseTo(2, 1);
    expect(facesPutRight(50, 50)).toBe(50);
  });
});

describe('review questions', () => {
  test('two like groups are asked about before a single face, and the larger side stands left', () => {
    const { questions, left } = reviewQuestions([group(1, [0, 4, 8]), group(11, [48, 52]), group(21, [-50])], options);
    const groups = questions.filter(({ about }) => about === 'groups');
    expect(groups[0]).toMatchObject({ left: [1, 2, 3], right: [11, 12] });
    expect(groups[1]).toMatchObject({ left: [1, 2, 3], right: [21] });
    expect(left).toBeGreaterThanOrEqual(questions.length);
  });

  test('the most typical face stands for its side, and at most five are shown', () => {
    const angles = [0, 1, 2, 3, 4, 5, 20];
    const { questions } = reviewQuestions([group(1, angles), group(11, [50, 51])], options);
    const between = questions.find(({ about }) => about === 'groups');
    expect(between?.leftShown).toHaveLength(5);
    expect(between?.leftShown).not.toContain(7);
  });

  test('a part that is unlike the rest of its group is asked about, the surely alike is not', () => {
    const mixed = reviewQuestions([group(1, [0, 3, 6, 60])], options).questions;
    expect(mixed[0]).toMatchObject({ about: 'inside', left: [1, 2, 3], right: [4] });
    expect(reviewQuestions([group(1, [0, 1, 2, 3])], options)).toEqual({ questions: [], left: 0 });
  });

  test('two characters with names are never asked about, one of them and a group is', () => {
    const ofTwo = reviewQuestions([group(1, [0, 4], true), group(11, [40, 44], true)], options);
    expect(ofTwo.questions).toEqual([]);
    const ofOne = reviewQuestions([group(1, [0, 4], true), group(11, [40, 44])], options);
    expect(ofOne.questions).toHaveLength(1);
  });

  test('what is settled is not asked', () => {
    const groups = [group(1, [0, 4, 8]), group(11, [-44, -40, -36]), group(21, [42])];
    const asked = reviewQuestions(groups, options).questions;
    const settled = (a: readonly number[], b: readonly number[]) => a.includes(1) && b.includes(21);
    const then = reviewQuestions(groups, { ...options, settled }).questions;
    expect(asked.some(({ right, left }) => left.includes(1) && right.includes(21))).toBe(true);
    expect(then.some(({ right, left }) => left.includes(1) && right.includes(21))).toBe(false);
  });

  test('the queue is the same for the same groups, ends where nothing is in doubt, and obeys its limit', () => {
    const groups = [group(1, [0, 4, 8]), group(11, [48, 52]), group(21, [-50])];
    expect(reviewQuestions(groups, options)).toEqual(reviewQuestions(groups, options));
    expect(reviewQuestions(groups, { ...options, limit: 1 }).questions).toHaveLength(1);
    expect(reviewQuestions([group(1, [0, 2]), group(11, [150, 152])], options)).toEqual({ questions: [], left: 0 });
  });
});
