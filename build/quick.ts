import { availableParallelism } from 'node:os';
import { changedFiles, workFor } from './check/changed.ts';
import type { Check } from './check/checks.ts';
import { runChecks } from './check/report.ts';
import { nothing } from './check/tally.ts';
import { eslint, format, oxlint, types, vitest } from './check/tools.ts';
import { main } from './set-up/run.mjs';

/** `npm run quick`: what changed files touch, in place of `npm run check`, which a change still has to pass. */
await main(async () => {
  const work = workFor(await changedFiles());
  const related = ['related', '--run', '--passWithNoTests', '--project=unit', '--project=engine'];
  const checks = [
    one('Types', work.types, types),
    one('Tests', work.tests.length > 0, () => vitest([...related, ...work.tests])),
    one('Lint', work.oxlint.length > 0, () => oxlint(work.oxlint)),
    one('Svelte', work.eslint.length > 0, () => eslint(work.eslint)),
    one('Format', work.format.length > 0, () => format(work.format)),
  ];
  return runChecks(checks.flat(), Math.min(availableParallelism(), 3));
});

function one(name: string, wanted: boolean, work: () => Promise<string>): Check[] {
  return wanted ? [{ name, run: () => work().then(() => ({ ...nothing, passed: 1 })) }] : [];
}
