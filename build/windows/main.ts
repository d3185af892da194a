import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { layEngine } from '../package/engine-files.ts';
import { main } from '../set-up/run.mjs';
import { step } from '../set-up/step.mjs';
import { steps } from './steps.ts';
import { setUpWine, system } from './wine.ts';

/**
 * `npm run check:windows`: the engine and the command for Windows, put together from npm, at work under Wine. What Wine is not is listed in
 * docs/windows.md.
 */
await main(async () => {
  await step('Wine', setUpWine);
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
  return failed === 0 ? 0 : 1;
});

/** What the package for Windows holds, without its window. */
async function layWindowsTree(): Promise<string> {
  const target = join(system, 'dramatis');
  rmSync(target, { recursive: true, force: true });
  await layEngine(target, { cuda: false }, { platform: 'win32', arch: 'x64' });
  return 'ready';
}
