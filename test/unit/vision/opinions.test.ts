import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { asOwnBox, isUnsure, joinOpinions } from '../../../electron/engine/vision/opinions.ts';

const joining = {
  seen: 0.3,
  alone: { own: 4, shift: 0 },
  both: { own: 1.5, theirs: 1.5, shift: 1.5 },
  foreign: { own: 0.6, theirs: 0.6, share: 0.25, doubt: 2, both: { own: 0.5, theirs: 1.7, shift: -0.6 } },
  head: { own: 1, theirs: 1.5, shift: 5 },
};
const at = (x: number, score: number) => ({ box: [x, 0, 100, 100] as Box, score });

describe('when the second detector is asked', () => {
  const asked = { from: 0.25, to: 0.5 };
  test.each([
    ['nothing was found', [], true],
    ['all is sure', [at(0, 0.8), at(200, 0.6)], false],
    ['one place is unsure', [at(0, 0.8), at(200, 0.3)], true],
    ['what else there is is surely none', [at(0, 0.8), at(200, 0.1)], false],
    ['only faint places were found', [at(0, 0.1)], true],
  ])('%s', (_what, own, expected) => {
    expect(isUnsure(own, asked)).toBe(expected);
  });
});

test('its boxes are drawn as the first would draw them', () => {
  expect(asOwnBox([10, 20, 100, 200], { offset: [0, 0.1], size: [1, 0.8] })).toEqual([10, 60, 100, 160]);
});

describe('two opinions', () => {
  test('one place that both see is one face, likelier than for either alone', () => {
    const [face, ...rest] = joinOpinions([at(0, 0.4)], [at(10, 0.6)], joining);
    expect(rest).toEqual([]);
    expect(face?.score).toBeGreaterThan(0.7);
    expect(face?.box[0]).toBe(10);
  });

  test('where the first is sure, its box stays', () => {
    expect(joinOpinions([at(0, 0.6)], [at(10, 0.9)], joining)[0]?.box[0]).toBe(0);
  });

  test('a face that the second does not see is believed as before', () => {
    const [alone] = joinOpinions([at(0, 0.55)], [], joining);
    const [beside] = joinOpinions([at(0, 0.55)], [at(500, 0.4)], joining);
    expect(alone?.score).toBeGreaterThan(0.6);
    expect(beside?.score).toBe(alone?.score);
  });

  test('but not in a style that the first does not know', () => {
    const places = joinOpinions([at(0, 0.55), at(500, 0.35)], [at(500, 0.9)], joining);
    expect(places.find(({ box }) => box[0] === 500)?.score).toBeGreaterThan(0.8);
    expect(places.find(({ box }) => box[0] === 0)?.score).toBeLessThan(0.5);
  });

  test('there a face that the second is sure of is one though the first sees none', () => {
    const [abroad] = joinOpinions([], [at(500, 0.9)], joining);
    expect(abroad?.score).toBeGreaterThan(0.7);
    const known = Array.from({ length: 4 }, (_, k) => at(200 * k, 0.9));
    const atHome = joinOpinions(known, [at(5_000, 0.9)], joining).find(({ box }) => box[0] === 5_000);
    expect(atHome?.score).toBeLessThan(0.5);
  });

  test('of many faces that the first sees, one that the second is surer of makes no foreign style', () => {
    const row = Array.from({ length: 32 }, (_, k) => at(200 * k, 0.55));
    const places = joinOpinions(row, [at(0, 0.9)], joining);
    expect(places.filter(({ score }) => score >= 0.5)).toHaveLength(32);
  });

  test('in a picture that is one head less is enough, but what neither sees well is no face there either', () => {
    const [faint] = joinOpinions([at(0, 0.3)], [], joining);
    const [seen] = joinOpinions([at(0, 0.3)], [at(0, 0.3)], joining);
    const [hardly] = joinOpinions([at(0, 0.1)], [], joining);
    expect(faint?.score).toBeLessThan(0.1);
    expect(seen?.asHead).toBeGreaterThan(0.9);
    expect(faint?.asHead).toBeLessThan(0.5);
    expect(hardly?.asHead).toBeLessThan(0.2);
  });

  test('every box goes into one place, and each place has a probability', () => {
    const boxes = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 400 }), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(boxes, boxes, (own, theirs) => {
        const places = joinOpinions(
          own.map(({ x, score }) => at(x, score)),
          theirs.map(({ x, score }) => at(x, score)),
          joining,
        );
        expect(places.length).toBeGreaterThanOrEqual(Math.max(own.length, theirs.length));
        expect(places.length).toBeLessThanOrEqual(own.length + theirs.length);
        expect(places.every(({ score }) => score > 0 && score < 1)).toBe(true);
      }),
    );
  });
});
