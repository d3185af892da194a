import { describe, expect, it } from 'vitest';
import { AppError, toErrorData } from '../../../../electron/contract/errors.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';
import type { SkipReason } from '../../../../electron/contract/api/library-api.ts';
import { describeReason } from '../../../../electron/contract/describe-reason.ts';
import {
  describeBytes,
  describeLastSeen,
  describeSince,
  describeTimeLeft,
  fileName,
  similarityPercent,
  wordError,
} from '../../../../renderer/i18n/wording.ts';

const t = translator('en');

const reasons = {
  unreadable: true,
  'not-a-picture': true,
  'not-read': true,
  'not-supported': true,
  corrupt: true,
  'too-large': true,
  'not-composed': true,
  'given-up': true,
  empty: true,
  'being-written': true,
  'in-use': true,
  'folder-unreadable': true,
  'name-not-utf8': true,
  'online-only': true,
  'drive-away': true,
} satisfies Record<SkipReason, true>;

describe('wording', () => {
  it('says since when by the time of today, or by an earlier day', () => {
    const now = new Date(2026, 10, 30, 18);
    const said = [new Date(2026, 10, 30, 9, 12), new Date(2026, 10, 29, 23, 59)].map((at) =>
      describeSince('en', at.getTime(), now).replaceAll(/\s/g, ' '),
    );
    expect(said).toEqual(['9:12 AM', 'Nov 29']);
  });

  it('tells an error in the words of the interface, with what it is about', () => {
    expect(wordError(t, toErrorData(new AppError('name-taken', 'Mika')))).toBe(
      'Another group is already called “Mika”. Merge the two, or choose another name.',
    );
  });

  it('tells a bug as something to report', () => {
    expect(wordError(t, toErrorData(new TypeError('x is undefined')))).toContain('please report it: x is undefined');
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

  it('names the first of the pictures that the engine died of', () => {
    const words = (paths: readonly string[]) => describeLastSeen(t, 'en', paths).split(', and was')[0];
    expect(words(['/art/a.psd'])).toBe('The engine stopped while it was looking at “a.psd”');
    expect(words(['/a.png', '/b.png'])).toBe('The engine stopped while it was looking at “a.png” and “b.png”');
    expect(words(['/a', '/b', '/c', '/d', '/e'])).toBe(
      'The engine stopped while it was looking at “a”, “b”, “c”, and …',
    );
    expect(describeLastSeen(translator('ja'), 'ja', ['/art/a.psd'])).toContain('“a.psd”を読み込んでいるとき');
  });

  it.each(['en', 'ja'] as const)('says of each skipped file what is wrong, and what to do then: %s', (locale) => {
    const texts = Object.keys(reasons).map((reason) =>
      describeReason(translator(locale), { reason: reason as SkipReason, detail: 'SVG' }),
    );
    expect(texts.filter((text) => (text.match(/[.。](?=\s|$|[^a-z])/g) ?? []).length < 2)).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('gives a small file a size too, and a large one in the unit that is read easily', () => {
    const sizes = [0, 1, 20_480, 1_500_000, 300_000_000, 5_000_000_000].map((bytes) => describeBytes(t, bytes));
    expect(sizes).toEqual(['0 KB', '1 KB', '20 KB', '1.4 MB', '286 MB', '4.7 GB']);
  });

  it('shows opposite faces as not similar at all', () => {
    expect([-0.4, 0, 0.966].map(similarityPercent)).toEqual([0, 0, 97]);
  });
});
