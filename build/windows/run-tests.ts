import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judgeTests, type Report, type Verdict } from './judge-tests.ts';
import { leftOut, wineFaults } from './wine-faults.ts';
import { inWine, system } from './wine.ts';

/** Where sources and tests lie on Wine's disk. */
export const checkout = 'checkout';

/** Levels of tests that need no window and no networks, and so much time at most, in minutes: they hang where it is longer. */
export const levels = { unit: 90, engine: 300, process: 300 } as const;

export type Level = keyof typeof levels;

/**
 * Runs a level of tests with the Node and the packages for Windows. `filters`: parts of files' names; none: all but those that are left out.
 * Throws where they do not come to an end.
 */
export async function runTests(level: Level, filters: readonly string[]): Promise<Verdict> {
  const report = join(system, `tests-${level}.json`);
  rmSync(report, { force: true });
  const node = `Z:\\${checkout}\\node_modules\\node\\bin\\node.exe`;
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=Z:\\tests-${level}.json`];
  const patience = '--testTimeout=1800000';
  const without = leftOut.map(({ file }) => `--exclude=${file}`);
  const args = [
    'run',
    '--config=build/vitest.config.ts',
    `--project=${level}`,
    ...reporters,
    ...without,
    patience,
    ...filters,
  ];
  const where = { folder: `/${checkout}`, limitMinutes: levels[level] };
  const { output, errors } = await inWine(node, ['node_modules/vitest/vitest.mjs', ...args], where);
  if (!existsSync(report)) throw new Error(`the tests did not come to an end:\n${(output + errors).slice(-4_000)}`);
  const faults = wineFaults.filter(({ file }) => file.startsWith(`test/${level}/`));
  const verdict = judgeTests(JSON.parse(readFileSync(report, 'utf8')) as Report, faults);
  // Of some files it is not known which faults are none any more.
  return filters.length > 0 ? { ...verdict, gone: [] } : verdict;
}
