import { runApart } from '../accuracy/apart.ts';
import type { GroupingRun } from '../engine/grouping-run.ts';
import { share, table } from '../table.ts';

const sizes = [10_000, 100_000, 1_000_000];

/** Grouping of generated libraries: time and memory by size, and the exponent with which the time grows. */
export async function benchGrouping(): Promise<unknown> {
  const script = new URL('../engine/grouping-run.ts', import.meta.url);
  const runs: GroupingRun[] = [];
  for (const size of sizes) runs.push(await runApart<GroupingRun>(script, [String(size)]));
  console.log('\nGrouping of a generated library, from vectors to groups, at most two threads at once\n');
  const names = ['faces', 'neighbours, s', 'groups, s', 'together, core s', 'growth', 'peak, MB', 'held up, ms'];
  const rows = runs.map((run, index) => {
    const before = runs[index - 1];
    const growth = before ? Math.log(cost(run) / cost(before)) / Math.log(run.faces / before.faces) : null;
    return [
      run.faces.toLocaleString('en'),
      ...[run.connect.seconds, run.group.seconds, cost(run)].map((value) => value.toFixed(1)),
      growth === null ? '' : `n^${growth.toFixed(2)}`,
      String(run.peakMegabytes),
      run.heldUp.toFixed(0),
      ...[run.recall, run.f1, run.ari].map(share),
    ];
  });
  console.log(table([[...names, 'neighbours found', 'B³ F1', 'ARI'], ...rows]));
  return runs;
}

function cost({ connect, group }: GroupingRun): number {
  return connect.coreSeconds + group.coreSeconds;
}
