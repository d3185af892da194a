import { chooseByName } from '../check/choose.ts';
import { main, SetUpError } from '../set-up/run.mjs';
import { installWithApt, onPath } from '../set-up/system-libraries.mjs';
import { step } from '../set-up/step.mjs';
import { steps } from './steps.ts';

/** What the steps work with, and the packages of Debian that hold it. */
const tools = [
  { program: 'cpio', package: 'cpio' },
  { program: 'rpm2cpio', package: 'rpm2cpio' },
  { program: 'desktop-file-validate', package: 'desktop-file-utils' },
  { program: 'Xvfb', package: 'xvfb' },
];

/**
 * `npm run check:packages`: what `npm run pack` has made on Linux, installed and started as an artist does it. It takes root on Debian or Ubuntu.
 * Words choose steps by how they begin: `npm run check:packages -- rpm`.
 */
await main(async () => {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new SetUpError('Packages are installed and removed here, which takes root on Debian or Ubuntu.');
  }
  const missing = tools.filter(({ program }) => !onPath(program)).map((tool) => tool.package);
  if (missing.length > 0) await step('Tools', (show) => installWithApt(missing, show).then(() => missing.join(' ')));
  let failed = 0;
  for (const { name, run } of chosen(process.argv.slice(2))) {
    const said = await run().then(
      (seen) => `ok      ${name} (${seen})`,
      (error: unknown) => `FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (said.startsWith('FAILED')) failed += 1;
    process.stdout.write(`${said}\n`);
  }
  return failed === 0 ? 0 : 1;
});

function chosen(words: readonly string[]) {
  const named = steps.map((each) => ({ ...each, full: each.name, name: each.name.split(/[: ]/, 1)[0] ?? '' }));
  return chooseByName(named, words).map(({ full, run }) => ({ name: full, run }));
}
