import { expect, test } from 'vitest';
import { skippedLine } from '../../../electron/cli/pictures/skipped-line.ts';

test('the command says of a skipped file what to do, in the words of the window', () => {
  expect(skippedLine({ path: '/art/a.png', reason: 'corrupt', detail: 'unexpected end' })).toBe(
    'skipped /art/a.png (corrupt): Is damaged. Save or copy it again.',
  );
});

test('of a kind that is not read it says which one that is', () => {
  expect(skippedLine({ path: '/art/a.svg', reason: 'not-read', detail: 'SVG' })).toBe(
    'skipped /art/a.svg (not-read): Not read: SVG. Save a copy as PNG beside it.',
  );
});
