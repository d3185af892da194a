import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAdapting } from './sections/recognition/adapting.ts';
import { benchDetection } from './sections/recognition/detection.ts';
import { benchDuplicates } from './sections/duplicates.ts';
import { benchEdits } from './sections/edits.ts';
import { benchFinding } from './sections/recognition/finding.ts';
import { benchFormats } from './sections/formats.ts';
import { benchGrouping } from './sections/grouping.ts';
import { benchHands } from './sections/hands.ts';
import { benchLibrary } from './sections/library.ts';
import { benchLens } from './sections/recognition/lens.ts';
import { benchLinkage } from './sections/recognition/linkage.ts';
import { benchMemory } from './sections/memory.ts';
import { benchPromises } from './sections/recognition/promises.ts';
import { benchRate } from './sections/rate.ts';
import { benchQuantised } from './sections/recognition/quantised.ts';
import { benchRecognition } from './sections/recognition/recognition.ts';
import { benchRename } from './sections/rename.ts';
import { benchReview } from './sections/recognition/review.ts';
import { benchRounds } from './sections/recognition/rounds.ts';
import { benchRestart } from './sections/restart.ts';
import { benchScrolling } from './sections/scrolling.ts';
import { benchSearch } from './sections/search.ts';
import { benchSorting } from './sections/recognition/sorting.ts';
import { benchStudio } from './sections/studio.ts';
import { sharedDataIsThere, sharedFolder } from './shared-data.ts';

const root = join(import.meta.dirname, '../..');

const sections = {
  rate: benchRate,
  memory: benchMemory,
  formats: benchFormats,
  restart: benchRestart,
  detection: benchDetection,
  recognition: benchRecognition,
  quantised: benchQuantised,
  search: benchSearch,
  library: benchLibrary,
  finding: benchFinding,
  grouping: benchGrouping,
  review: benchReview,
  rounds: benchRounds,
  adapting: benchAdapting,
  linkage: benchLinkage,
  lens: benchLens,
  promises: benchPromises,
  sorting: benchSorting,
  duplicates: benchDuplicates,
  edits: benchEdits,
  rename: benchRename,
  scrolling: benchScrolling,
  hands: benchHands,
  studio: benchStudio,
};
/** These make what they need. */
const generated: ReadonlySet<string> = new Set([
  ...['memory', 'formats', 'restart', 'search', 'library', 'grouping', 'edits', 'rename', 'scrolling', 'studio'],
]);
const names = Object.keys(sections) as (keyof typeof sections)[];
const usage = `usage: node test/bench/main.ts [${names.join(' ')}] [--models folder] [--out folder] [--write]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: 'string', default: join(root, 'native-models') },
    // recognition, linkage, promises and sorting: puts what was fitted into models.json.
    write: { type: 'boolean', default: false },
    out: { type: 'string', default: join(root, '.cache/bench') },
  },
});

async function main(): Promise<number> {
  // Recognition begins with detection.
  const everything = names.filter((name) => name !== 'detection');
  const wanted = positionals.length > 0 ? names.filter((name) => positionals.includes(name)) : everything;
  if (positionals.some((name) => !names.some((known) => known === name))) {
    console.error(usage);
    return 2;
  }
  const possible = sharedDataIsThere() ? wanted : wanted.filter((name) => generated.has(name));
  if (possible.length < wanted.length)
    console.log(`Skipped where they are needed: no labelled pictures in ${sharedFolder}.`);
  for (const name of possible) await save(name, await sections[name](resolve(values.models), { write: values.write }));
  return 0;
}

async function save(name: string, result: unknown): Promise<void> {
  const file = join(values.out, `${name}.json`);
  await mkdir(values.out, { recursive: true });
  await writeFile(file, JSON.stringify(result, null, 1));
  console.log(`  raw figures: ${file}`);
}

process.exitCode = await main();
