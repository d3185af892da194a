import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { layEngine } from '../package/engine-files.ts';
import { main } from '../set-up/run.mjs';
import { step } from '../set-up/step.mjs';
import { checkout, runTests } from './run-tests.ts';
import { steps } from './steps.ts';
import { layCheckout } from './windows-checkout.ts';
import { setUpWine, system } from './wine.ts';

/**
 * `npm run check:windows`: the engine and the command for Windows, put together from npm, at work under Wine. `-- tests` runs the tests there that need no
 * window; more words choose files. What Wine is not is listed in docs/windows.md.
 */
await main(async () => {
  const [part, ...filters] = process.argv.slice(2);
  await step('Wine', setUpWine);
  const failed = part === 'tests' ? await test(filters) : await work();
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

/** Answers how many tests failed for which Wine is not to blame. */
async function test(filters: readonly string[]): Promise<number> {
  await step('Checkout', () => layCheckout(join(system, checkout)));
  const { passed, skipped, known, failed, gone } = await runTests(filters);
  for (const each of failed) process.stdout.write(`FAILED  ${each}\n`);
  for (const { file, test: name = '' } of gone)
    process.stdout.write(`gone    ${file} ${name}: no fault of Wine's any more\n`);
  process.stdout.write(
    `tests   ${passed} passed, ${failed.length} failed, ${known} failed as Wine makes them, ${skipped} skipped\n`,
  );
  return failed.length;
}
