import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';
import { describeError, describeTimeLeft, fileName, similarityPercent } from '../../../../renderer/i18n/wording.ts';

const t = translator('en');

describe('wording', () => {
  it('tells an error in the words of the interface, with what it is about', () => {
    expect(describeError(t, new AppError('name-taken', 'Mika'))).toBe(
      'Another group is already called “Mika”. Merge the two, or choose another name.',
    );
  });

  it('tells a bug as something to report', () => {
    expect(describeError(t, new TypeError('x is undefined'))).toContain('please report it: x is undefined');
  });

  it('rounds the time left to what an artist plans with', () => {
    expect([0.2, 59, 60, 3_599, 5_400].map((seconds) => describeTimeLeft(t, seconds))).toEqual([
      '1 s left',
      '59 s left',
      '1 min left',
      '1 h 0 min left',
      '1 h 30 min left',
    ]);
  });

  it('names a file of any system by its last part', () => {
    expect(['/art/a.png', 'D:\\art\\b.png', '/art/folder/', '/'].map(fileName)).toEqual([
      'a.png',
      'b.png',
      'folder',
      '/',
    ]);
  });

  it('shows opposite faces as not similar at all', () => {
    expect([-0.4, 0, 0.966].map(similarityPercent)).toEqual([0, 0, 97]);
  });
});
