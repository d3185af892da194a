import { parseArgs } from 'node:util';
import { hostileRun } from './hostile-run.ts';

/** `npm run hostile`: many damaged files through the decode step. Leaves the files where something is wrong, or with `--keep`. */
const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const count = Number(values.count ?? 10_000);
const seed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000));

console.log(`${count} files, seed ${seed}`);
const start = performance.now();
const run = await hostileRun({
  count,
  seed,
  longestMs: 120_000,
  keep: values.keep,
  onDone: (done) => {
    if (done % 500 === 0) console.log(`${done} files, ${Math.round((performance.now() - start) / 1000)} s`);
  },
});
for (const [outcome, files] of [...run.outcomes].toSorted(([, a], [, b]) => b - a)) console.log(`${files} ${outcome}`);
console.log(
  `slowest ${run.slowest.name}: ${run.slowest.ms} ms; peak of memory at ${run.peak.name}: ${Math.round(run.peak.bytes / 2 ** 20)} MB`,
);
for (const fault of run.faults) console.error(fault);
if (run.faults.length > 0 || values.keep) console.error(`the files are in ${run.folder}`);
process.exitCode = run.faults.length > 0 ? 1 : 0;
