import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../electron/engine/review/candidate.ts';
import { outlookOf } from '../../../electron/engine/review/outlook.ts';
import type { QuestionedGroup } from '../../../electron/engine/review/questioned-group.ts';
import { ReviewQuestions } from '../../../electron/engine/review/review-questions.ts';
import type { ReviewGroup } from '../../../electron/engine/review/questioned-group.ts';
import { unit } from '../../support/vectors.ts';

const side = (...faceIds: number[]) => ({ faceIds }) as unknown as QuestionedGroup<number>;
const whole = side(1, 2, 3, 4, 5, 6);

function joining(probability: number, joined: number): Candidate<number> {
  const gains = { split: 0, joined };
  return { about: 'groups', left: side(1), right: side(2), probability, gains, worth: probability * joined };
}

function parting(stays: number, split: number, ...part: number[]): Candidate<number> {
  const worth = (1 - stays) * split;
  return { about: 'inside', left: whole, right: side(...part), probability: stays, gains: { split, joined: 0 }, worth };
}

const everything = { faces: 100, share: () => 1 };

describe('outlook', () => {
  test('with nothing in doubt all is right', () => {
    expect(outlookOf([], [], everything)).toEqual({ now: 1, after: 1 });
  });

  test('is the mean of what is not mixed and what is not scattered, and an answer puts its own share right', () => {
    const [join, part] = [joining(0.5, 40), parting(0.8, 50, 1, 2)] as const;
    const { now, after } = outlookOf([join, part], [join], everything);
    expect(now).toBeCloseTo((2 * 0.9 * 0.8) / 1.7);
    expect(after).toBeCloseTo((2 * 0.9 * 1) / 1.9);
    expect(outlookOf([join, part], [join, part], everything).after).toBeCloseTo(1);
  });

  test('of parts that overlap only the one most in doubt counts, so that no face is wrong twice', () => {
    const [large, inside, other] = [parting(0.5, 20, 1, 2, 3), parting(0.5, 10, 1), parting(0.5, 10, 6)] as const;
    const both = outlookOf([large, inside, other], [], everything);
    expect(both).toEqual(outlookOf([large, other], [], everything));
    expect(outlookOf([large, inside], [inside], everything)).toMatchObject({
      now: outlookOf([large], [], everything).now,
    });
  });

  test('only the share of what is asked about counts', () => {
    const half = outlookOf([joining(0.5, 40)], [], { faces: 100, share: () => 0.5 });
    expect(half).toEqual(outlookOf([joining(0.5, 20)], [], everything));
  });
});

describe('questions about one part of a library', () => {
  /** Vectors in a plane at these angles, degrees; faces are numbered from `first`. */
  const group = (first: number, angles: readonly number[]): ReviewGroup<number> => ({
    faces: angles.map((_, k) => first + k),
    vectors: angles.map((angle) => unit([Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])),
    named: false,
  });
  const groups = [group(1, [0, 4, 8]), group(11, [48, 52]), group(21, [170, 174]), group(31, [215, 219])];
  const find = (wanted?: (faces: readonly number[]) => boolean) =>
    new ReviewQuestions<number>().find(groups, {
      limit: 100,
      linkage: 0.6,
      settled: () => false,
      ...(wanted && { wanted }),
    });

  test('are those that are about a wanted group, and what they bring is told of its faces', () => {
    const all = find();
    const some = find((faces) => faces.includes(21));
    expect(all.questions.length).toBeGreaterThan(some.questions.length);
    expect(some.questions.length).toBeGreaterThan(0);
    for (const { left, right } of some.questions) expect([...left, ...right]).toContain(21);
    expect(some.left).toBe(some.questions.length);
  });

  test('a round of all questions is expected to put everything right that is worth asking about', () => {
    const { round, left } = find();
    expect(round.questions).toBe(Math.min(20, left));
    expect(round.now).toBeLessThan(1);
    expect(round.after).toBeGreaterThan(round.now);
    expect(round.after).toBeLessThanOrEqual(1);
  });
});
