import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { bytesIn } from '../set-up/folder-size.mjs';
import { megabytes } from '../set-up/progress.mjs';
import { layEngine } from '../package/engine-files.ts';
import { main } from '../set-up/run.mjs';
import { step } from '../set-up/step.mjs';
import type { Verdict } from './judge-tests.ts';
import { checkout, levels, runTests, type Level } from './run-tests.ts';
import { steps } from './steps.ts';
import { layCheckout } from './windows-checkout.ts';
import { leftOut } from './wine-faults.ts';
import { lastLine, setUpWine, system } from './wine.ts';

/**
 * `npm run check:windows`: the engine and the command for Windows, put together from npm, at work under Wine, then the tests that need no window.
 * `-- work` and `-- tests` run one of the two; `-- tests unit rename` one level of tests, and of that some files. What Wine is not is listed in
 * docs/windows.md.
 */
await main(async () => {
  const [part = 'all', ...filters] = process.argv.slice(2);
  const began = performance.now();
  await step('Wine', setUpWine);
  let failed = 0;
  if (part !== 'tests') failed += await work();
  if (part !== 'work') failed += await test(filters);
  const minutes = (performance.now() - began) / 60_000;
  process.stdout.write(`cost    ${minutes.toFixed(0)} minutes, ${megabytes(bytesIn(system, 'proc'))} in ${system}\n`);
  return failed === 0 ? 0 : 1;
});

/** Answers how many steps failed. */
async function work(): Promise<number> {
  await step('Bundles', () => bundle(['engine']));
  await step('Windows tree', layWindowsTree);
  let failed = 0;
  for (const { name, run } of steps) {
    const said = await run().then(
      (seen) => `ok      ${name} (${seen})`,
      (error: unknown) => `FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (said.startsWith('FAILED')) failed += 1;
    process.stdout.write(`${said}\n`);
  }
  return failed;
}

/** What the package for Windows holds, without its window. */
async function layWindowsTree(): Promise<string> {
  const target = join(system, 'dramatis');
  rmSync(target, { recursive: true, force: true });
  await layEngine(target, { cuda: false }, { platform: 'win32', arch: 'x64' });
  return 'ready';
}

/** Answers how many tests failed for which Wine is not to blame. `filters`: levels, and parts of files' names. */
async function test(filters: readonly string[]): Promise<number> {
  await step('Checkout', () => layCheckout(join(system, checkout)));
  const all = Object.keys(levels) as Level[];
  const named = all.filter((level) => filters.includes(level));
  const files = filters.filter((word) => !named.some((level) => level === word));
  let failed = 0;
  for (const level of named.length > 0 ? named : all) failed += await testLevel(level, files);
  for (const { file, why } of leftOut) process.stdout.write(`left    ${file}: ${why}\n`);
  return failed;
}

async function testLevel(level: Level, files: readonly string[]): Promise<number> {
  const lines: string[] = [];
  let failures = 0;
  await step(`Tests: ${level}`, async (show) => {
    const watching = setInterval(() => show(lastLine()), 1_000);
    try {
      const verdict = await runTests(level, files);
      lines.push(...linesOf(verdict));
      failures = verdict.failed.length;
      return counted(verdict);
    } finally {
      clearInterval(watching);
    }
  });
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return failures;
}

/** What is said of each test that did not pass, and of faults that are none any more. */
function linesOf({ known, failed, gone }: Verdict): string[] {
  return [
    ...known.map((each) => `Wine    ${each}`),
    ...failed.map((each) => `FAILED  ${each}`),
    ...gone.map(({ file, test: name = '' }) => `gone    ${file} ${name}: no fault of Wine's any more`),
  ];
}

function counted({ passed, skipped, known, failed }: Verdict): string {
  return `${passed} passed, ${failed.length} failed, ${known.length} failed as Wine makes them, ${skipped} skipped`;
}
