import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, SetUpError } from '../set-up/run.mjs';

/**
 * One list of files for electron-updater out of those of several processors: Windows' packages are made on a machine each, and each calls its list
 * `latest.yml`. The updater chooses by the processor in a file's name. Text as electron-builder writes it, for the machine that publishes has no
 * packages. Throws where the lists are of different versions. Pure.
 */
export function mergedList(lists: readonly string[]): string {
  const parts = lists.map((list) => {
    const [, version = '', before = '', files = '', after = ''] =
      /^(?=version: (.+))([^]*?^files:\n)((?:[ -].*\n)+)([^]*)$/m.exec(list) ?? [];
    if (files === '') throw new SetUpError(`This is no list of files for the updater:\n${list}`);
    return { version, before, files, after };
  });
  const [first] = parts;
  const versions = new Set(parts.map(({ version }) => version));
  if (!first || versions.size > 1)
    throw new SetUpError(`The packages are of different versions: ${[...versions].join(', ')}`);
  return first.before + parts.map(({ files }) => files).join('') + first.after;
}

/**
 * Puts what several machines have packed, a folder each, into one folder. Throws where two files have one name, but for the lists that the updater
 * reads, which become one.
 */
export function gather(from: string, to: string): void {
  const files = readdirSync(from, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  mkdirSync(to, { recursive: true });
  for (const [name, same] of Map.groupBy(files, (entry) => entry.name)) {
    const paths = same.map((entry) => join(entry.parentPath, name)).sort();
    const [path, ...twins] = paths;
    if (path !== undefined && twins.length === 0) copyFileSync(path, join(to, name));
    else if (/^latest.*\.yml$/.test(name))
      writeFileSync(join(to, name), mergedList(paths.map((each) => readFileSync(each, 'utf8'))));
    else throw new SetUpError(`There are two files of one name: ${paths.join(', ')}`);
  }
}

if (import.meta.main) {
  await main(async () => {
    const [from, to] = process.argv.slice(2);
    if (from === undefined || to === undefined)
      throw new SetUpError('node build/package/gather.ts <folder with a folder of each machine> <folder to write to>');
    gather(from, to);
    process.stdout.write(`${readdirSync(to).length} files in ${to}\n`);
    return 0;
  });
}
