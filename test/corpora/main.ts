import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownEndings } from '../../electron/contract/formats.ts';
import { compare, type Verdict } from './compare.ts';
import { besideFile, References } from './references.ts';

/**
 * `npm run corpora -- <folder…>`: pictures that other programs test with. Decodes each file below the folders and compares it with what
 * ImageMagick makes of it, or with the PNG of its name beside it (`--beside`). `--only gif,tif`: files of these endings.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { beside: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const endings: ReadonlySet<string> = new Set(values.only?.split(',') ?? knownEndings);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && endings.has(extname(entry.name).slice(1).toLowerCase()));
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

await using references = await References.open();
const counts = new Map<Verdict['kind'], number>();
for (const folder of positionals) {
  for (const path of await filesBelow(folder)) {
    const beside = values.beside ? besideFile(path) : null;
    const { kind, words } = await compare(path, beside ?? (await references.of(path)));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    console.log(`${kind}\t${path.slice(folder.length + 1)}\t${words}${beside ? ' (beside it)' : ''}`);
  }
}
for (const [kind, count] of counts) console.error(`${count} ${kind}`);
process.exitCode = counts.has('fault') ? 1 : 0;
