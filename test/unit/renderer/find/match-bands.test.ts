import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import { bandOf, moveBorder, splitBands, spreadOf, takingOf } from '../../../../renderer/find/match-bands.ts';

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const ranked = fc.array(cosine).map((values) => values.sort((a, b) => b - a).map((similarity) => ({ similarity })));
const borders = fc.tuple(cosine, cosine).map(([a, b]) => ({ same: Math.max(a, b), maybe: Math.min(a, b) }));

describe('splitBands', () => {
  it('cuts the ranking at the borders, each match in the band of its similarity', () => {
    fc.assert(
      fc.property(ranked, borders, (matches, at) => {
        const split = splitBands(matches, at);
        expect([...split.same, ...split.maybe, ...split.different]).toEqual(matches);
        for (const [band, members] of Object.entries(split)) {
          for (const { similarity } of members) expect(bandOf(similarity, at)).toBe(band);
        }
      }),
    );
  });
});

describe('moveBorder', () => {
  it('pushes the other border along, so that none passes the other', () => {
    expect(moveBorder({ same: 0.8, maybe: 0.5 }, 'same', 0.4)).toEqual({ same: 0.4, maybe: 0.4 });
    expect(moveBorder({ same: 0.8, maybe: 0.5 }, 'maybe', 0.9)).toEqual({ same: 0.9, maybe: 0.9 });
    expect(moveBorder({ same: 0.8, maybe: 0.5 }, 'same', 0.7)).toEqual({ same: 0.7, maybe: 0.5 });
  });
});

describe('takingOf', () => {
  const match = (picture: number, probability: number) => ({ picture: picture as PictureId, probability });

  it('counts faces and pictures, and expects as many to be right as their probabilities say', () => {
    const taken = takingOf([match(1, 1), match(1, 0.9), match(2, 0.5)]);
    expect(taken).toEqual({ faces: 3, pictures: 2, precision: expect.closeTo(0.8) as number });
  });

  it('expects nothing of no faces', () => {
    expect(takingOf([])).toEqual({ faces: 0, pictures: 0, precision: null });
  });
});

describe('spreadOf', () => {
  it('shows where the similarities lie, a few beside many as well', () => {
    const many = Array.from({ length: 100 }, () => ({ similarity: 0.1 }));
    expect(spreadOf([{ similarity: 1 }, ...many, { similarity: -0.3 }], 4)).toEqual([1, 0, 0, expect.closeTo(0.0995)]);
  });
});
