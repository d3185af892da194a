import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { root } from '../set-up/run.mjs';
import type { Task } from './lanes.ts';
import { hashOfInputs, passedBefore } from './passed.ts';
import { nothing, readPlaywright, readVitest, type Tally } from './tally.ts';
import { eslint, format, oxlint, tool, types, vitest } from './tools.ts';

/** `run` throws, with what was wrong, where it fails without a tally of tests. */
export type Check = Task<Tally>;

const results = join(root, 'test-results');

/** A check of the sources that is right or wrong as a whole, and need not run again on just the same sources. */
function lint(name: string, ...steps: (() => Promise<unknown>)[]): Check {
  return {
    name,
    run: async () => {
      const inputs = hashOfInputs();
      const before = passedBefore(name, inputs);
      if (before.holds()) return { ...nothing, said: 'as before' };
      before.note(false);
      for (const step of steps) await step();
      before.note(hashOfInputs() === inputs);
      return nothing;
    },
  };
}

/** A check of many tests, which a runner counts into a report. It has the machine for itself: tests measure time. */
function tests(name: string, read: (report: unknown) => Tally, report: string, start: () => Promise<string>): Check {
  return {
    name,
    alone: true,
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

/** On Linux every worker opens a screen of its own. */
function endToEnd(): Promise<string> {
  return tool('node_modules/playwright/cli.js', ['test', '--config', join(root, 'build/playwright.config.ts')]);
}

/** In the order in which they are told of; those that take longest start first. */
export const checks: Check[] = [
  lint(
    'Lint',
    () => eslint(['.']),
    () => oxlint([]),
    () => tool('build/lint/tsgolint.ts', []),
  ),
  // What the training code writes and says is its own.
  lint('Format', () => format(['.', '!native-models/**'])),
  lint('Types', types),
  lint('Layers', () => {
    const script = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
    return tool(script, ['--config=build/dependency-cruiser.mjs', 'electron', 'renderer', 'build']);
  }),
  // Files, exports and packages that nobody uses.
  lint('Unused', () => tool('node_modules/knip/bin/knip.js', ['--config=build/knip.json', '--no-progress'])),
  { name: 'Bundles', run: () => bundle().then(() => nothing) },
  { name: 'Package', after: ['Bundles'], run: () => tool('build/pack.ts', ['--dir']).then(() => nothing) },
  tests('Tests', readVitest, 'vitest.json', () =>
    vitest(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'vitest.json')}`]),
  ),
  { ...tests('App', readPlaywright, 'e2e.json', endToEnd), after: ['Package'] },
];
