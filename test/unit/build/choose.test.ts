import { expect, test } from 'vitest';
import { chooseByName } from '../../../build/check/choose.ts';

const all = [{ name: 'Format' }, { name: 'Lint' }, { name: 'Tests' }];

test('names choose in the order of the list, in any case; without names it is all', () => {
  expect(chooseByName(all, ['tests', 'FORMAT'])).toEqual([{ name: 'Format' }, { name: 'Tests' }]);
  expect(chooseByName(all, [])).toEqual(all);
});

test('a name that there is not is an error and never an empty run', () => {
  expect(() => chooseByName(all, ['lint', 'svlte'])).toThrow('There is no svlte among: format, lint, tests');
});
