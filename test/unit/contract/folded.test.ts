import { expect, test } from 'vitest';
import { folded } from '../../../electron/contract/folded.ts';

test.for([
  ['ＭＩＫＡ', 'mika'],
  ['ﾐｶ', 'ミカ'],
  ['か\u3099', 'が'],
  ['İzel', 'izel'],
  ['STRASSE', 'Straße'],
  ['ΟΔΟΣ', 'οδοσ'],
] as const)('%s is found as %s', ([one, other]) => {
  expect(folded(one)).toBe(folded(other));
});
