import { expect, test } from 'vitest';
import { unfinishedFiles } from '../../../build/check/tally.ts';

const file = (name: string, ...statuses: string[]) => ({
  name,
  assertionResults: statuses.map((status) => ({ status })),
});

test('a file whose process died is told by its tests that never ran; skipped and failed ones are none of them', () => {
  const testResults = [file('whole.ts', 'passed', 'skipped', 'failed'), file('broken-off.ts', 'passed', 'pending')];
  expect(unfinishedFiles({ testResults })).toEqual(['broken-off.ts']);
  expect(unfinishedFiles(null)).toEqual([]);
});
