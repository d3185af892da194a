import { describe, expect, it } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import {
  accuracy,
  averagePrecision,
  bestF1,
  bestRecall,
  countMatches,
  reliability,
  type Checked,
} from '../../bench/accuracy/match-boxes.ts';

const face: Box = [10, 10, 20, 20];
const other: Box = [60, 10, 20, 20];
const nowhere: Box = [100, 100, 20, 20];

function picture(
  truth: readonly Box[],
  found: readonly (readonly [Box, number])[],
  ignored: readonly Box[] = [],
): Checked {
  return {
    truth: [...truth.map((box) => ({ box, ignore: false })), ...ignored.map((box) => ({ box, ignore: true }))],
    found: found.map(([box, score]) => ({ box, score })),
  };
}

describe('countMatches', () => {
  it('counts right, wrong and missed boxes', () => {
    const one = picture(
      [face, other],
      [
        [face, 0.9],
        [nowhere, 0.8],
      ],
    );
    expect(countMatches(one, 0.5)).toEqual({ right: 1, wrong: 1, missed: 1 });
  });

  it('counts a second box on the same face as wrong', () => {
    const doubled = picture(
      [face],
      [
        [face, 0.9],
        [[11, 10, 20, 20], 0.8],
      ],
    );
    expect(countMatches(doubled, 0.5)).toEqual({ right: 1, wrong: 1, missed: 0 });
  });

  it('counts neither finding nor missing a box to ignore', () => {
    expect(countMatches(picture([], [[face, 0.9]], [face, other]), 0.5)).toEqual({ right: 0, wrong: 0, missed: 0 });
  });

  it('prefers the true box where a found box fits a box to ignore as well', () => {
    const both = picture([face], [[face, 0.9]], [[11, 10, 20, 20]]);
    expect(countMatches(both, 0.5)).toEqual({ right: 1, wrong: 0, missed: 0 });
  });

  it('asks for the overlap it was told', () => {
    const shifted = picture([face], [[[20, 10, 20, 20], 0.9]]);
    expect(countMatches(shifted, 0.3)).toEqual({ right: 1, wrong: 0, missed: 0 });
    expect(countMatches(shifted, 0.5)).toEqual({ right: 0, wrong: 1, missed: 1 });
  });
});

describe('accuracy', () => {
  const pictures = [
    picture([face, other], [[face, 0.9]]),
    picture(
      [face],
      [
        [face, 0.6],
        [nowhere, 0.4],
      ],
    ),
  ];

  it('sums over all pictures before it divides', () => {
    const { precision, recall, f1 } = accuracy(pictures, 0.5);
    expect([precision, recall, f1]).toEqual([2 / 3, 2 / 3, expect.closeTo(2 / 3)]);
  });

  it('leaves out what scores below the threshold', () => {
    expect(accuracy(pictures, 0.5, 0.5)).toMatchObject({ precision: 1, recall: 2 / 3 });
  });

  it('finds the threshold with the highest recall at a precision', () => {
    expect(bestRecall(pictures, 0.5, 0.9)).toMatchObject({ threshold: 0.6, precision: 1, recall: 2 / 3 });
    expect(bestRecall([picture([face], [[nowhere, 0.9]])], 0.5, 0.9)).toBeNull();
  });
});

describe('averagePrecision', () => {
  it('is the area under the best precision that each recall or a larger one has', () => {
    // Right, wrong, right: precision 1 up to a recall of a half, then two of three.
    const found = [
      [face, 0.9],
      [nowhere, 0.8],
      [other, 0.7],
    ] as const;
    expect(averagePrecision([picture([face, other], found)], 0.5)).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3));
    expect(averagePrecision([picture([face, other], [])], 0.5)).toBe(0);
  });
});

describe('bestF1', () => {
  it('names the score from which on boxes are best taken', () => {
    const found = [
      [face, 0.9],
      [other, 0.8],
      [nowhere, 0.7],
    ] as const;
    expect(bestF1([picture([face, other], found)], 0.5)).toMatchObject({ threshold: 0.8, f1: 1 });
  });
});

describe('reliability', () => {
  it('sets what scores say beside the share that is right, band by band', () => {
    const one = picture(
      [face, other],
      [
        [face, 0.9],
        [nowhere, 0.7],
        [[61, 10, 20, 20], 0.6],
      ],
    );
    const [low, middle, high] = reliability([one], 0.5, [0, 0.5, 0.8]);
    expect(low).toEqual({ from: 0, boxes: 0, said: 0, right: 0 });
    expect(middle).toMatchObject({ from: 0.5, boxes: 2, right: 0.5 });
    expect(middle?.said).toBeCloseTo(0.65);
    expect(high).toEqual({ from: 0.8, boxes: 1, said: 0.9, right: 1 });
  });

  it('leaves out what fits only a box to ignore', () => {
    expect(reliability([picture([], [[face, 0.9]], [face])], 0.5, [0])[0]?.boxes).toBe(0);
  });
});
