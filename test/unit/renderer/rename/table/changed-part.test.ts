import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedPart } from '../../../../../renderer/rename/table/changed-part.ts';

test('what differs between the old and the new name is the middle', () => {
  expect(changedPart('ev_0014.png', 'Mika_014.png')).toEqual(['', 'Mika_', '014.png']);
  expect(changedPart('mika_1.png', 'mika_01.png')).toEqual(['mika_', '01', '.png']);
});

test('a number that differs is shown as a whole', () => {
  expect(changedPart('cg_0034.png', 'Mika_004.png')).toEqual(['', 'Mika_004', '.png']);
  expect(changedPart('Mika_013.png', 'Mika_023.png')).toEqual(['Mika_', '023', '.png']);
});

test('a name that stays has no changed part', () => {
  expect(changedPart('ユキ.png', 'ユキ.png')).toEqual(['ユキ.png', '', '']);
});

test('letters with their accents and emoji are not cut in two', () => {
  expect(changedPart('か.png', 'か\u3099.png')).toEqual(['', 'か\u3099', '.png']);
  expect(changedPart('👩.png', '👩‍🎨.png')).toEqual(['', '👩‍🎨', '.png']);
});

test('the three pieces put together are the new name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (from, to) => {
      expect(changedPart(from, to).join('')).toBe(to);
    }),
  );
});
