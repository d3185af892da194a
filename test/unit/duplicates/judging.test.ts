import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { differentSpots } from '../../../electron/engine/duplicates/judging/different-spots.ts';
import { facesAtOnePlace, type PlacedFace } from '../../../electron/engine/duplicates/judging/faces-at-one-place.ts';
import { judgeCloser, judgePair } from '../../../electron/engine/duplicates/judging/judge-pair.ts';
import { likenessDistance } from '../../../electron/engine/duplicates/judging/likeness-distance.ts';
import { largestDifference } from '../../../electron/engine/duplicates/judging/largest-difference.ts';
import { nearPairs } from '../../../electron/engine/duplicates/judging/near-pairs.ts';
import { stacksOf } from '../../../electron/engine/duplicates/judging/stacks.ts';
import { workName } from '../../../electron/engine/duplicates/judging/version-names.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { likenessBytes, likenessOf } from '../../../electron/engine/vision/likeness.ts';

/** Waves of grey over the picture, with a colour. */
function painted(width: number, height: number, [r, g, b]: readonly [number, number, number]): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    const light = 0.5 + 0.45 * Math.sin(9 * x + 4 * y) * Math.cos(7 * y - 3 * x);
    data.set([r * light, g * light, b * light], at * 3);
  }
  return { width, height, data };
}
const warm = [250, 200, 160] as const;
const square = { width: 100, height: 100 };
const nobody = { faces: { alike: null, isSomebodyElse: false }, crowd: 1 };

test('a picture at another size looks the same; a recolour has its lines and not its colours', () => {
  const original = likenessOf(painted(400, 300, warm));
  const small = likenessDistance(original, likenessOf(painted(120, 90, warm)));
  expect(small.lines).toBeLessThanOrEqual(6);
  expect(small.colours).toBeLessThan(3);
  const recoloured = likenessDistance(original, likenessOf(painted(400, 300, [160, 200, 250])));
  expect(recoloured.lines).toBeLessThanOrEqual(6);
  expect(recoloured.colours).toBeGreaterThan(20);
});

test('a single pixel and a single colour have a look too', () => {
  expect(likenessOf({ width: 1, height: 1, data: Uint8Array.of(9, 8, 7) })).toHaveLength(80);
});

test('faces at one place say whether two cards of one template are one work, and two characters of the artist that they are not', () => {
  const turned = (by: number) => Float32Array.of(Math.cos(by), Math.sin(by));
  const face = (by: number, character: number | null = null, left = 0.4): PlacedFace => ({
    ...{ box: [left, 0.2, 0.2, 0.2], vector: turned(by), character: character as CharacterId | null },
  });
  expect(facesAtOnePlace([face(0)], [face(0.1)])).toEqual({
    alike: expect.closeTo(0.995, 3) as number,
    isSomebodyElse: false,
  });
  expect(facesAtOnePlace([face(0), face(0, null, 0.7)], [face(0.1), face(1.5, null, 0.7)]).alike).toBeCloseTo(0.53, 2);
  expect(facesAtOnePlace([face(0)], [face(0, null, 0.7)])).toEqual({ alike: null, isSomebodyElse: false });
  expect(facesAtOnePlace([face(0, 1)], [face(0, 2)]).isSomebodyElse).toBe(true);
  expect(facesAtOnePlace([face(0, 1)], [face(0, 1)]).isSomebodyElse).toBe(false);
  expect(facesAtOnePlace([face(0, 1)], [face(0)]).isSomebodyElse).toBe(false);
  const card = { lines: 2, colours: 4, crowd: 30 };
  const judge = (alike: number, isSomebodyElse = false, isNamed = false) =>
    judgePair({ ...card, faces: { alike, isSomebodyElse } }, [square, square], isNamed)?.kind ?? null;
  expect([judge(0.98), judge(0.2)]).toEqual(['version', null]);
  expect([judge(0.98, true), judge(0.98, true, true)]).toEqual([null, null]);
});

test('a copy may be a duplicate, a recolour is a version, another shape or other lines are neither', () => {
  const judge = (lines: number, colours: number, isNamed = false, other = square) => {
    const judged = judgePair({ ...nobody, lines, colours }, [square, other], isNamed);
    return judged && [judged.kind, judged.mayBeCopy];
  };
  expect(judge(2, 1)).toEqual(['version', true]);
  expect(judge(2, 60)).toEqual(['version', false]);
  expect(judge(128, 1)).toBeNull();
  expect(judge(2, 1, false, { width: 100, height: 130 })).toBeNull();
  expect([judge(60, 30, true), judge(60, 30)]).toEqual([['version', false], null]);
  // Only the names say so: nobody has measured how often they are right.
  expect(judgePair({ ...nobody, lines: 60, colours: 30 }, [square, square], true)?.sure).toBeNull();
});

test('a picture that was saved again is a copy; another expression, which differs in one place only, is a version', () => {
  const face = painted(128, 128, warm);
  const saved = { ...face, data: face.data.map((value, at) => Math.min(255, value + (at % 3))) };
  const smiling = { ...face, data: face.data.slice() };
  for (let y = 80; y < 88; y += 1) smiling.data.fill(20, (y * 128 + 60) * 3, (y * 128 + 72) * 3);
  const candidate = { kind: 'duplicate', sure: 0.97 } as const;
  const copy = judgeCloser(candidate, largestDifference(face, saved));
  expect([copy?.kind, (copy?.sure ?? 0) > 0.9]).toEqual(['duplicate', true]);
  expect(likenessDistance(likenessOf(face), likenessOf(smiling)).lines).toBeLessThanOrEqual(8);
  expect(judgeCloser(candidate, largestDifference(face, smiling))).toEqual({ kind: 'version', sure: 0.97 });
  // What only looked like a copy from afar, and is not one, is nothing.
  expect(judgeCloser({ ...candidate, sure: 0.2 }, largestDifference(face, smiling))).toBeNull();
  expect(judgeCloser({ ...candidate, sure: null }, largestDifference(face, smiling))).toEqual({
    kind: 'version',
    sure: null,
  });
});

test.each([
  ['mika.png', 'mika'],
  ['Mika_v2.psd', 'mika'],
  ['mika_v2_final.png', 'mika'],
  ['mika final2 (1).png', 'mika'],
  ['mika - copy.png', 'mika'],
  ['ミカ_差分2.clip', 'ミカ'],
  ['ミカ コピー.png', 'ミカ'],
  ['card_01.png', 'card_01'],
  ['card@2x.png', 'card'],
  ['final.png', 'final'],
  ['mika_1920x1080.jpg', 'mika'],
  ['eva-01.png', 'eva-01'],
])('%s is a version of %s', (file, work) => {
  expect(workName(file)).toBe(work);
});

test('hashes that differ in less than 16 bits are compared, each pair once, and others hardly', () => {
  const bytes = likenessBytes.lines;
  const random = (seed: number) =>
    Uint8Array.from({ length: bytes }, (_, k) => (Math.sin(seed * 997 + k * 131) * 1e6) & 255);
  const hashes = Array.from({ length: 60 }, (_, k) => random(k));
  const near = hashes[0]!.slice();
  for (let k = 0; k < 15; k += 1) near[k * 2] = near[k * 2]! ^ 1;
  const pairs = [...nearPairs([...hashes, near], bytes)].map((pair) => pair.join());
  expect(pairs).toContain('0,60');
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(pairs.length).toBeLessThan(20);
});

test('every picture of a stack is like its cover: a chain falls apart', () => {
  const version = { kind: 'version', sure: 0.9 } as const;
  const pairs = [
    [[0, 1], version],
    [[1, 2], version],
    [[2, 3], { kind: 'duplicate', sure: 0.99 }],
    [[4, 1], version],
  ] as const;
  expect(stacksOf(pairs, [1, 0, 2, 3, 4]).map((rows) => rows.map(({ row, kind }) => [row, kind]))).toEqual([
    [
      [1, null],
      [0, 'version'],
      [2, 'version'],
      [4, 'version'],
    ],
  ]);
  expect(stacksOf(pairs, [0, 1, 2, 3, 4]).map((rows) => rows.map(({ row }) => row))).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test('where two pictures look different is told in spots, and as a whole where most does', () => {
  const one = painted(256, 128, warm);
  const other = { ...one, data: one.data.slice() };
  const paint = (left: number, top: number, side: number) => {
    for (let y = top; y < top + side; y += 1)
      for (let x = left; x < left + side; x += 1) other.data.set([20, 90, 240], (y * 256 + x) * 3);
  };
  expect(differentSpots(one, other)).toEqual([]);
  paint(16, 16, 8);
  paint(28, 16, 4);
  paint(200, 80, 16);
  expect(differentSpots(one, other)).toEqual([
    [200 / 256, 80 / 128, 16 / 256, 16 / 128],
    [16 / 256, 16 / 128, 16 / 256, 8 / 128],
  ]);
  expect(differentSpots(one, painted(256, 128, [160, 200, 250]))).toEqual([[0, 0, 1, 1]]);
});
