import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDetection } from './detection.ts';
import { benchRate } from './rate.ts';
import { benchRecognition } from './recognition.ts';
import { benchRename } from './rename.ts';
import { benchScrolling } from './scrolling.ts';
import { sharedDataIsThere, sharedFolder } from './shared-data.ts';

const root = join(import.meta.dirname, '../..');

// The rate comes first: its peak memory is the process's.
const sections = {
  rate: benchRate,
  detection: benchDetection,
  recognition: benchRecognition,
  rename: benchRename,
  scrolling: benchScrolling,
};
/** Those that make what they need. */
const withoutPictures: readonly string[] = ['rename', 'scrolling'];
const names = Object.keys(sections) as (keyof typeof sections)[];
const usage = `usage: node test/bench/main.ts [${names.join(' ')}] [--models folder] [--out folder] [--write]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: 'string', default: join(root, 'native-models') },
    // recognition: puts what was fitted into models.json.
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
  if (wanted.some((name) => !withoutPictures.includes(name)) && !sharedDataIsThere()) {
    console.log(`Skipped: there are no labelled pictures in ${sharedFolder}.`);
    return 0;
  }
  for (const name of wanted) await save(name, await sections[name](resolve(values.models), { write: values.write }));
  return 0;
}

async function save(name: string, result: unknown): Promise<void> {
  const file = join(values.out, `${name}.json`);
  await mkdir(values.out, { recursive: true });
  await writeFile(file, JSON.stringify(result, null, 1));
  console.log(`  raw figures: ${file}`);
}

process.exitCode = await main();
