import { expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { isHead } from '../../../electron/engine/vision/heads.ts';

const icon = { width: 160, height: 160 };

test.each<[string, Box, { width: number; height: number }, boolean]>([
  ['a face in the middle of an icon', [45, 50, 70, 75], icon, true],
  ['a little lower, as under much hair', [45, 80, 70, 75], icon, true],
  ['a portrait format', [45, 60, 70, 75], { width: 160, height: 240 }, true],
  ['a small thing in the middle', [70, 70, 20, 20], icon, false],
  ['something at the side', [90, 50, 70, 75], icon, false],
  ['something at the top', [45, -10, 70, 75], icon, false],
  ['a wide picture', [200, 20, 80, 80], { width: 480, height: 120 }, false],
])('%s', (_what, box, picture, expected) => {
  expect(isHead(box, picture)).toBe(expected);
});
