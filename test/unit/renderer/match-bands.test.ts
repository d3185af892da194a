import { describe, expect, it } from 'vitest';
import type { Band, Match } from '../../../electron/contract/model.ts';
import { countBands, usualMinimum } from '../../../renderer/state/match-bands.ts';

function match(similarity: number, band: Band): Match {
  return {
    face: 1 as Match['face'],
    picture: 1 as Match['picture'],
    path: 'a.png',
    pictureSize: { width: 10, height: 10 },
    box: [0, 0, 5, 5],
    similarity,
    probability: 0.5,
    version: 1,
    band,
    character: null,
    characterName: null,
  };
}

const matches = [match(0.9, 'same'), match(0.7, 'same'), match(0.55, 'maybe'), match(0.4, 'different')];

describe('countBands', () => {
  it('counts the matches of each band down to the threshold', () => {
    expect(countBands(matches, 0.5)).toEqual({ same: 2, maybe: 1, different: 0 });
  });

  it('counts everything where the threshold is lowest', () => {
    expect(countBands(matches, 0)).toEqual({ same: 2, maybe: 1, different: 1 });
  });
});

describe('usualMinimum', () => {
  it('shows what is the same or may be, and hides what looks different', () => {
    expect(countBands(matches, usualMinimum(matches))).toEqual({ same: 2, maybe: 1, different: 0 });
  });

  it('shows the best where everything looks different, instead of an empty page', () => {
    const different = [match(0.31, 'different'), match(0.2, 'different')];
    expect(countBands(different, usualMinimum(different)).different).toBe(1);
  });

  it('is the lowest where nothing was found', () => {
    expect(usualMinimum([])).toBe(0);
  });
});
