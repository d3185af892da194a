import type { Check } from './checks.ts';
import { runInLanes } from './lanes.ts';
import { add, nothing, sentence, type Tally } from './tally.ts';

/** Runs checks side by side, with one line each as it ends, then the sum alone on the last line; returns the exit code. */
export async function runChecks(checks: readonly Check[], lanes: number): Promise<number> {
  const start = performance.now();
  const tasks = checks.map((check) => ({ ...check, run: () => perform(check) }));
  const total = (await runInLanes(tasks, lanes)).reduce(add, nothing);
  if (checks.length > 1) console.log(`  ${'together'.padEnd(8)} ${secondsSince(start)} s`);
  console.log(`\n${sentence(total)}`);
  return total.failed > 0 ? 1 : 0;
}

/** Runs one check, says how it went in one line, and counts a check that is wrong as a whole as one failure. */
async function perform({ name, run }: Check): Promise<Tally> {
  const start = performance.now();
  const tally = await run().catch((error: unknown) => ({
    ...nothing,
    failed: 1,
    said: error instanceof Error ? error.message : String(error),
  }));
  const counts = tally.passed > 0 || tally.failed > 1 ? sentence(tally) : tally.failed > 0 ? '' : tally.said;
  console.log(`${tally.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${secondsSince(start)} s  ${counts}`.trimEnd());
  if (tally.failed > 0) console.log(`\n${tally.said.trim()}\n`);
  return tally;
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1).padStart(6);
}
