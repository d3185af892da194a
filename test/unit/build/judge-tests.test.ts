import { expect, test } from 'vitest';
import { judgeTests, type Report } from '../../../build/windows/judge-tests.ts';

const result = (fullName: string, status: string, ...failureMessages: string[]) => ({
  fullName,
  status,
  failureMessages,
});
const report: Report = {
  testResults: [
    {
      name: String.raw`Z:\checkout\test\unit\links.test.ts`,
      status: 'failed',
      assertionResults: [
        result('a link is followed', 'failed', 'EPERM: symlink\n  at x'),
        result('a file is read', 'passed'),
        result('a folder is read', 'failed', 'Error: no\n  at y'),
        result('PostgreSQL', 'skipped'),
      ],
    },
    { name: '/checkout/test/engine/load.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
  ],
};

test('what Wine is not is told from what is wrong', () => {
  const links = { file: 'test/unit/links.test.ts', test: 'a link', why: 'no links' };
  expect(judgeTests(report, [links])).toEqual({
    passed: 1,
    skipped: 1,
    known: ['test/unit/links.test.ts › a link is followed: no links'],
    failed: ['test/unit/links.test.ts › a folder is read: Error: no', 'test/engine/load.test.ts › : SyntaxError'],
    gone: [],
  });
});

test('a fault that no test shows any more is named', () => {
  const old = { file: 'test/unit/links.test.ts', test: 'a file', why: 'once' };
  expect(judgeTests(report, [old]).gone).toEqual([old]);
});
