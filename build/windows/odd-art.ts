import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { fetchSprites } from '../../test/support/sprites.ts';
import { SetUpError } from '../set-up/run.mjs';

const deep = ['深いフォルダー', ...Array.from({ length: 7 }, (_, k) => `${k}`.padEnd(40, 'x'))].join('/');

/** Where no name is given: a folder with a dot at its end, and paths that most programs of Windows cannot open. */
const unnameable = ['dot./a.png', `${deep}/far.png`];

/** Names that Windows makes trouble about. The first eight show one person. */
export const oddNames = [
  'シルヴィ 制服.png',
  'with space.png',
  'CON.jpg',
  'aux.png',
  'UPPER.PNG',
  'read-only.png',
  'held.png',
  'plain.png',
  ...unnameable,
];

/** Lays a folder with pictures of drawn people under such names. */
export async function layOddArt(folder: string): Promise<void> {
  const sprites = await fetchSprites();
  if (typeof sprites === 'string') throw new SetUpError(sprites);
  const pictures = [...sprites.sylvie, ...sprites.eileen];
  rmSync(folder, { recursive: true, force: true });
  for (const [k, name] of oddNames.entries()) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(pictures[k] ?? '', path);
  }
  chmodSync(join(folder, 'read-only.png'), 0o444);
}

/** The content of each file, by its path below the folder. */
export function contentsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
  return new Map(paths.map((path) => [relative(folder, path), hash(path)] as const).sort());
}
