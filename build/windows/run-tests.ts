import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judgeTests, type Report, type Verdict } from './judge-tests.ts';
import { wineFaults } from './wine-faults.ts';
import { inWine, system } from './wine.ts';

/** Where sources and tests lie on Wine's disk. */
export const checkout = 'checkout';

/** Levels of tests that need no window and no networks. */
const levels = ['unit', 'engine', 'process'];

/** Runs tests with the Node and the packages for Windows. `filters`: parts of files' names; none: all. Throws where they do not come to an end. */
export async function runTests(filters: readonly string[]): Promise<Verdict> {
  const report = join(system, 'tests.json');
  rmSync(report, { force: true });
  const node = `Z:\\${checkout}\\node_modules\\node\\bin\\node.exe`;
  const reporters = ['--reporter=dot', '--reporter=json', '--outputFile.json=Z:\\tests.json'];
  const projects = levels.map((level) => `--project=${level}`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config=build/vitest.config.ts', ...reporters, ...projects];
  const { output, errors } = await inWine(node, [...args, ...filters], `/${checkout}`);
  if (!existsSync(report)) throw new Error(`the tests did not come to an end:\n${(output + errors).slice(-4_000)}`);
  return judgeTests(JSON.parse(readFileSync(report, 'utf8')) as Report, filters.length > 0 ? [] : wineFaults);
}
