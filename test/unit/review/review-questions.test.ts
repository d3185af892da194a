import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amongHomes, facesPutRight, homeOdds, ownOdds } from '../../../electron/engine/review/group-odds.ts';
import { likenessTo, sideOf, surelyLikeFirst } from '../../../electron/engine/review/question-side.ts';
import type { ReviewGroup } from '../../../electron/engine/review/questioned-group.ts';
import {
  ReviewQuestions,
  type Question,
  type QuestionOptions,
} from '../../../electron/engine/review/review-questions.ts';
import { cloud, random, unit } from '../../support/vectors.ts';

const linkage = 0.6;
const options: QuestionOptions<number> = {
  limit: 100,
  linkage,
  settled: () => false,
};

function reviewQuestions(groups: readonly ReviewGroup<number>[], how = options) {
  return new ReviewQuestions<number>().find(groups, how);
}

/** Vectors in a plane at these angles, degrees; faces are numbered from `first`. */
function group(first: number, angles: readonly number[], named = false): ReviewGroup<number> {
  const vectors = angles.map((angle) => unit([Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
  return { faces: angles.map((_, k) => first + k), vectors, named };
}

describe('group odds', () => {
  test('rise with likeness, and fall where the faces of the home are more alike', () => {
    const odds = (nearest: number, cohesion: number) =>
      homeOdds({ nearest, typical: 0.6 }, { cohesion, faces: 5 }, { cohesion: null, faces: 1 }, linkage);
    expect(odds(0.7, 0.72)).toBeGreaterThan(odds(0.6, 0.72));
    expect(odds(0.7, 0.9)).toBeLessThan(odds(0.7, 0.72));
  });

  test('a part stays in a large group sooner than in a small one that is as like it', () => {
    const odds = (faces: number) =>
      ownOdds({ nearest: 0.7, typical: 0.6 }, { cohesion: 0.72, faces }, { cohesion: null, faces: 1 }, linkage) -
      homeOdds({ nearest: 0.7, typical: 0.6 }, { cohesion: 0.72, faces }, { cohesion: null, faces: 1 }, linkage);
    expect(odds(100)).toBeGreaterThan(odds(3));
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
    expect(reviewQuestions([group(1, [0, 1, 2, 3])], options)).toEqual({
      questions: [],
      left: 0,
      round: { questions: 0, now: 1, after: 1 },
    });
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
    expect(reviewQuestions([group(1, [0, 2]), group(11, [150, 152])], options)).toEqual({
      questions: [],
      left: 0,
      round: { questions: 0, now: 1, after: 1 },
    });
  });

  test('a part that is more like another group is asked about with that, and counts for more than taking it out', () => {
    const groups = [group(1, [0, 3, 6, 40]), group(11, [50, 53, 56])];
    const { questions } = reviewQuestions(groups, options);
    expect(questions[0]).toMatchObject({ about: 'part', left: [11, 12, 13], right: [4], rightShown: [4] });
    const settled = (left: readonly number[], right: readonly number[]) => left.includes(11) && right.includes(4);
    const then = reviewQuestions(groups, { ...options, settled }).questions;
    expect(then.filter(({ about }) => about === 'part')).toEqual([]);
    expect(then.find(({ about }) => about === 'inside')).toMatchObject({ left: [1, 2, 3], right: [4] });
  });

  test('a part is never taken away by fewer faces than it has, nor from a character with a name', () => {
    const parts = (groups: ReviewGroup<number>[]) =>
      reviewQuestions(groups, options).questions.filter(({ about }) => about === 'part');
    expect(parts([group(1, [0, 3, 6, 40, 43]), group(11, [46])])).toEqual([]);
    expect(parts([group(1, [0, 3, 6, 40], true), group(11, [50, 53, 56])])).toEqual([]);
  });

  test('only faces that surely show whom the first shows go with it', () => {
    const faces = [0, 20, 60].map((angle) => group(1, [angle])).map(({ vectors }, k) => ({ k, vector: vectors[0] }));
    expect(surelyLikeFirst(faces, linkage).map(({ k }) => k)).toEqual([0, 1]);
    expect(surelyLikeFirst([{ k: 0, vector: undefined }, ...faces], linkage).map(({ k }) => k)).toEqual([0]);
    expect(surelyLikeFirst([], linkage)).toEqual([]);
  });

  test('how like a home is counts its nearest faces, however many others it has', () => {
    const side = sideOf(group(1, [0]).vectors);
    const near = sideOf(group(11, [10, 11, 12]).vectors);
    const wide = sideOf(group(11, [10, 11, 12, 80, 85, 90]).vectors);
    expect(likenessTo(side, wide.sample).nearest).toBeCloseTo(likenessTo(side, near.sample).nearest);
    expect(likenessTo(side, wide.sample).typical).toBeLessThan(likenessTo(side, near.sample).typical);
  });
});

describe('any groups', () => {
  /** Clouds of 16 dimensions, some of them around two centres. */
  const libraries = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }),
  });

  function libraryOf({ seed, sizes }: { seed: number; sizes: number[] }): ReviewGroup<number>[] {
    const next = random(seed);
    const centres = Array.from({ length: 4 }, () => unit(Array.from({ length: 16 }, () => next() - 0.5)));
    let id = 0;
    return sizes.map((size) => {
      const [a, b] = [centres[Math.floor(next() * 4)]!, centres[Math.floor(next() * 4)]!];
      const strays = Math.floor(next() * 0.5 * size);
      const vectors = [...cloud(a, size - strays, 0.4, next), ...cloud(b, strays, 0.4, next)];
      return { faces: vectors.map(() => (id += 1)), vectors, named: next() < 0.2 };
    });
  }

  function isSubset(some: readonly number[], all: readonly number[]): boolean {
    return some.every((face) => all.includes(face));
  }

  test('questions are about whole groups, or a part of one that has no name; no two are the same', () => {
    const isWhole = (side: readonly number[], groups: ReviewGroup<number>[]) =>
      groups.some(({ faces }) => faces.length === side.length && isSubset(side, faces));
    const holds = ({ about, left, right }: Question<number>, groups: ReviewGroup<number>[]) => {
      if (about === 'groups') return isWhole(left, groups) && isWhole(right, groups);
      const home = groups.find(({ faces }) => isSubset(right, faces));
      if (!home || home.named || right.length * 2 > home.faces.length) return false;
      return about === 'part'
        ? isWhole(left, groups) && left.length >= right.length
        : isWhole([...left, ...right], groups);
    };
    fc.assert(
      fc.property(libraries, (library) => {
        const groups = libraryOf(library);
        const { questions, left } = reviewQuestions(groups, { ...options, limit: Infinity });
        expect(questions).toHaveLength(left);
        for (const question of questions) {
          expect(holds(question, groups)).toBe(true);
          expect(question.left.some((face) => question.right.includes(face))).toBe(false);
          expect(isSubset(question.leftShown, question.left) && isSubset(question.rightShown, question.right)).toBe(
            true,
          );
          expect(question.probability).toBeGreaterThanOrEqual(0);
          expect(question.probability).toBeLessThanOrEqual(1);
        }
        const names = questions.map(
          ({ about, left: a, right: b }) => `${about} ${a.toSorted().join()} ${b.toSorted().join()}`,
        );
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });

  test('what is remembered of groups changes no question', () => {
    fc.assert(
      fc.property(libraries, libraries, (before, after) => {
        const [first, then] = [libraryOf(before), libraryOf(after)];
        const half = first.slice(0, first.length / 2);
        const shifted = then.map((group) => ({ ...group, faces: group.faces.map((face) => face + 1_000) }));
        const remembering = new ReviewQuestions<number>();
        remembering.find(first, options);
        expect(remembering.find([...half, ...shifted], options)).toEqual(reviewQuestions([...half, ...shifted]));
      }),
      { numRuns: 40 },
    );
  });

  test('what is prepared in slices is what is found at once, and a group that is going meanwhile is left out', async () => {
    const groups = libraryOf({ seed: 7, sizes: Array.from({ length: 60 }, (_, k) => 6 + (k % 9)) });
    expect(groups.flatMap(({ faces }) => faces).length).toBeGreaterThan(500);
    const prepared = new ReviewQuestions<number>();
    let calls = 0;
    const ticking = setInterval(() => (calls += 1), 0);
    await prepared.prepare([...groups, { faces: [-1, -2], vectors: [], named: false }], linkage);
    clearInterval(ticking);
    expect(calls).toBeGreaterThan(0);
    expect(prepared.find(groups, options)).toEqual(reviewQuestions(groups));
  });

  test('answers come to an end: what is settled is never asked again', () => {
    fc.assert(
      fc.property(libraries, (library) => {
        const groups = libraryOf(library);
        const settled = new Set<string>();
        const keyOf = (a: readonly number[], b: readonly number[], about: string) =>
          `${about === 'inside' ? 'inside' : 'across'} ${a.toSorted().join()} ${b.toSorted().join()}`;
        const memory = new ReviewQuestions<number>();
        for (let asked = 0; ; asked += 1) {
          const [question] = memory.find(groups, {
            ...options,
            limit: 1,
            settled: (a, b, about) => settled.has(keyOf(a, b, about)),
          }).questions;
          if (!question) break;
          const key = keyOf(question.left, question.right, question.about);
          expect(settled.has(key)).toBe(false);
          settled.add(key);
          expect(asked).toBeLessThan(2_000);
        }
      }),
      { numRuns: 8 },
    );
  });
});
