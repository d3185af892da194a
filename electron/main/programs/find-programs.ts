import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { matcherOf, type Candidate } from './known-programs.ts';

export interface FoundProgram {
  readonly name: string;
  readonly path: string;
}

/** The candidates that are there, each program once. */
export async function findPrograms(candidates: readonly Candidate[]): Promise<FoundProgram[]> {
  const found = await Promise.all(
    candidates.map(async ({ name, pattern }) => (await pathsOf(pattern)).map((path) => ({ name, path }))),
  );
  const byName = new Map<string, FoundProgram>();
  for (const program of found.flat()) if (!byName.has(program.name)) byName.set(program.name, program);
  return [...byName.values()];
}

/** Files that fit a pattern, the newest version first, as names of versions go. */
async function pathsOf(pattern: string): Promise<string[]> {
  const [root = '', ...parts] = pattern.split('/');
  let paths = [root === '' ? '/' : `${root}/`];
  for (const part of parts) paths = (await Promise.all(paths.map((path) => childrenOf(path, part)))).flat();
  return paths;
}

async function childrenOf(folder: string, part: string): Promise<string[]> {
  if (!/[*?]/.test(part)) {
    const path = join(folder, part);
    return access(path).then(
      () => [path],
      () => [],
    );
  }
  const names = await readdir(folder).catch(() => []);
  const fits = matcherOf(part);
  const newest = names.filter((name) => fits.test(name)).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newest.map((name) => join(folder, name));
}
