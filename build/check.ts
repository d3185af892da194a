import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { openVirtualDisplay } from './set-up/display.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { root, run } from './set-up/run.mjs';
import { nothing, readPlaywright, readVitest, type Tally } from './tally.ts';

interface Check {
  readonly name: string;
  /** Throws, with what was wrong, where it fails without a tally of tests. */
  run(): Promise<Tally>;
}

const results = join(root, 'test-results');
const limitMs = 20 * 60_000;

/** A tool of node_modules/.bin, by its script; throws with what it printed. */
function tool(script: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return run(nodePath, [join(root, 'node_modules', script), ...args], { env, timeout: limitMs });
}

/** A check that is right or wrong as a whole. */
function lint(name: string, script: string, ...args: string[]): Check {
  return { name, run: () => tool(script, ...args).then(() => nothing) };
}

/** A check of many tests, which a runner counts into a report. */
function tests(name: string, read: (report: unknown) => Tally, report: string, start: () => Promise<string>): Check {
  return {
    name,
    run: async () => {
      rmSync(join(results, report), { force: true });
      const failure = await start().then(() => null, String);
      const tally = read(readReport(join(results, report)));
      // A run that broke off may have counted no failure.
      if (failure !== null && tally.failed === 0) throw new Error(failure);
      return { ...tally, said: failure ?? '' };
    },
  };
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // The runner ended before it wrote one; its own words are shown.
  }
}

async function endToEnd(): Promise<string> {
  const config = join(root, 'build/playwright.config.ts');
  const start = (env: NodeJS.ProcessEnv) =>
    run(nodePath, [join(root, 'node_modules/playwright/cli.js'), 'test', '--config', config], {
      env,
      timeout: limitMs,
    });
  if (process.platform !== 'linux') return start(process.env);
  const display = await openVirtualDisplay();
  return start(display.env).finally(() => display.close());
}

const checks: Check[] = [
  // What the training code writes and says is its own.
  lint('Format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.', '!native-models/**'),
  lint('Types', 'typescript/bin/tsc', '--noEmit'),
  lint('Svelte', 'svelte-check/bin/svelte-check', '--fail-on-warnings', '--output=human'),
  lint('Lint', 'eslint/bin/eslint.js', '--config=build/eslint.config.js', '--max-warnings=0', '.'),
  lint(
    'Layers',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config=build/dependency-cruiser.mjs',
    'electron',
    'renderer',
    'build',
  ),
  { name: 'Bundles', run: () => bundle().then(() => nothing) },
  tests('Tests', readVitest, 'vitest.json', () =>
    tool(
      'vitest/vitest.mjs',
      'run',
      '--config=build/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(results, 'vitest.json')}`,
    ),
  ),
  { name: 'Package', run: () => run(nodePath, [join(root, 'build/pack.ts'), '--dir']).then(() => nothing) },
  tests('App', readPlaywright, 'e2e.json', endToEnd),
];

/** Runs one check, says how it went in one line, and counts a check that is wrong as a whole as one failure. */
async function perform({ name, run: work }: Check): Promise<Tally> {
  const start = performance.now();
  const tally = await work().catch((error: unknown) => ({
    ...nothing,
    failed: 1,
    said: error instanceof Error ? error.message : String(error),
  }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  const counts = tally.passed > 0 || tally.failed > 1 ? `  ${sentence(tally)}` : '';
  console.log(`${tally.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${seconds} s${counts}`);
  if (tally.failed > 0) console.log(`\n${tally.said.trim()}\n`);
  return tally;
}

function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, said: '' };
}

/** Names on the command line choose checks: `npm run check -- lint tests`. */
function chosen(names: readonly string[]): Check[] {
  const wanted = names.map((name) => name.toLowerCase());
  return wanted.length === 0 ? checks : checks.filter(({ name }) => wanted.includes(name.toLowerCase()));
}

let total = nothing;
for (const check of chosen(process.argv.slice(2))) total = add(total, await perform(check));
console.log(`\n${sentence(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
