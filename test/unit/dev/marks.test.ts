import { expect, test } from 'vitest';
import { readMarks, writeMarks } from '../../../build/dev/art/marks.ts';
import type { Box } from '../../../electron/contract/geometry.ts';

function pictureWith(marks: Uint8Array) {
  const [width, height] = [20, 3];
  const data = new Uint8Array(width * height * 3).fill(128);
  data.set(marks, (height - 1) * width * 3);
  return { width, height, data };
}

test.each<[string, readonly Box[]]>([
  ['no face', []],
  ['one', [[144, 248, 176, 176]]],
  [
    'three, the last at the far corner',
    [
      [0, 0, 8, 8],
      [512, 24, 96, 96],
      [2_032, 2_032, 2_040, 2_040],
    ],
  ],
])('a drawn picture tells where its faces are: %s', (_what, boxes) => {
  expect(readMarks(pictureWith(writeMarks(boxes)))).toEqual(boxes);
});

test('any other picture tells nothing', () => {
  expect(readMarks(pictureWith(new Uint8Array()))).toBe(null);
});
