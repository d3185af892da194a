import { availableParallelism } from 'node:os';
import { checks } from './check/checks.ts';
import { chooseByName } from './check/choose.ts';
import { runChecks } from './check/report.ts';
import { main } from './set-up/run.mjs';

/** `npm run check`: all that has to hold; names on the command line choose checks: `npm run check -- lint tests`. */
await main(async () => {
  // Each lane may take two gigabytes; more than three would wait for the longest check.
  const lanes = Math.min(availableParallelism(), 3);
  return runChecks(chooseByName(checks, process.argv.slice(2)), lanes);
});
