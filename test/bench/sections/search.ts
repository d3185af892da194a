import { join } from 'node:path';
import { runApart } from '../accuracy/apart.ts';
import { machine } from '../machine.ts';
import { installPeer } from '../peers/peer-packages.ts';
import type { SearchRun } from '../engine/search-run.ts';
import { share, table } from '../table.ts';

const sizes = [10_000, 100_000, 1_000_000];
const folder = join(import.meta.dirname, '../../../.cache/bench/usearch');

/** One search among generated vectors: how long, and how much of what exact search in float32 finds. */
export async function benchSearch(): Promise<unknown> {
  await installPeer(folder, ['usearch@2.26.2']);
  const script = new URL('../engine/search-run.ts', import.meta.url);
  const runs: SearchRun[] = [];
  for (const size of sizes) runs.push(await runApart<SearchRun>(script, [String(size), folder]));
  console.log(`\nSearch for the nearest 100 of a sample · ${machine()}\n`);
  const rows = runs.flatMap(({ vectors, figures }) =>
    figures.map(({ name, builds, medianMs, worstMs, recall }) => [
      `${vectors.toLocaleString('en')}, ${name}`,
      builds > 0 ? `${builds.toFixed(1)} s` : '',
      medianMs.toFixed(1),
      worstMs.toFixed(1),
      share(recall),
    ]),
  );
  console.log(table([['vectors, way', 'built in', 'median, ms', 'worst, ms', 'recall'], ...rows]));
  return { machine: machine(), runs };
}
