import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { isWithin } from '../../../electron/engine/rename/library-survey.ts';

const path = (text: string) => ({ path: text.replaceAll('/', sep) });
const own = (insensitive: boolean | 'case') => ({ ...path('/home/Art/Mylib'), insensitive });

test.each([
  ['/home/Art/Mylib', false, true],
  ['/home/Art/Mylib/previews', false, true],
  ['/home/Art/Mylib2', false, false],
  ['/home/Art', false, false],
  ['/home/art/MYLIB/previews', false, false],
  ['/home/art/MYLIB/previews', 'case', true],
  ['/HOME/ART/MYLIB', true, true],
] as const)('%s is in the library where case counts as %s: %s', (folder, insensitive, within) => {
  expect(isWithin(path(folder), own(insensitive))).toBe(within);
});
