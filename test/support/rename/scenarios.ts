import { lstatSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { look } from '../../../electron/engine/rename/batch/look.ts';
import { compile } from '../../../electron/engine/rename/planning/compile.ts';
import type { PlannedMove } from '../../../electron/engine/rename/planning/planned-file.ts';
import type { Program } from '../../../electron/engine/rename/planning/program.ts';
import type { FolderOnDisk } from '../../../electron/engine/rename/planning/survey.ts';
import { waysOf } from '../../../electron/engine/rename/planning/ways.ts';
import { nameBelow } from '../name-below.ts';

export interface Scenario {
  readonly name: string;
  readonly files: readonly string[];
  /** Old name to new name; those that lead into `far/` cross file systems. */
  readonly moves: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Folders that an earlier batch made. */
  readonly ours?: readonly string[];
  readonly how?: 'copy' | 'discard';
}

/** Each is a kind of plan that has cost somebody a file somewhere. */
export const scenarios: readonly Scenario[] = [
  { name: 'a swap', files: ['a', 'b', 'other'], moves: { a: 'b', b: 'a' } },
  { name: 'a cycle of three', files: ['a', 'b', 'c'], moves: { a: 'b', b: 'c', c: 'a' } },
  { name: 'case only', files: ['a', 'b'], moves: { a: 'A', b: 'B' } },
  { name: 'a chain', files: ['a', 'b', 'c', 'd'], moves: { a: 'b', b: 'c', c: 'x', d: 'a' } },
  {
    name: 'sidecars in a swap',
    files: ['a', 'a.xmp', 'a.meta', 'b', 'b.xmp'],
    moves: { a: 'b', 'a.xmp': 'b.xmp', 'a.meta': 'b.meta', b: 'a', 'b.xmp': 'a.xmp' },
  },
  {
    name: 'new folders',
    files: ['a', 'b', 'c'],
    folders: ['n', 'n/m', 'p'],
    moves: { a: 'n/m/a', b: 'n/b', c: 'p/c' },
  },
  { name: 'another file system', files: ['a', 'b', 'far/x'], moves: { a: 'far/a', b: 'far/b' } },
  { name: 'a swap between file systems', files: ['a', 'far/b'], moves: { a: 'far/b', 'far/b': 'a' } },
  {
    name: 'everything at once',
    files: ['1', '2', '3', '3.xmp', '4', '5', 'made/6', 'far/7', 'stay'],
    folders: ['new'],
    ours: ['made'],
    moves: {
      '1': '2',
      '2': '1',
      '3': 'new/3',
      '3.xmp': 'new/3.xmp',
      '4': 'far/4',
      '5': '3',
      'made/6': '4',
      'far/7': '5',
    },
  },
  {
    name: 'copies',
    files: ['a', 'b', 'b.xmp'],
    folders: ['c'],
    moves: { a: 'c/a', b: 'c/b', 'b.xmp': 'c/b.xmp' },
    how: 'copy',
  },
  {
    name: 'copies that go again',
    files: ['a', 'c/a', 'b', 'c/b'],
    ours: ['c'],
    moves: { 'c/a': 'a', 'c/b': 'b' },
    how: 'discard',
  },
];

/** Contents and times by path below the root, with `/` between its parts on every system; folders with one at the end. */
export type Tree = Map<string, string>;

/** Writes a scenario's files. Contents are all different, and so long that sizes and times are all alike. */
export function lay(scenario: Scenario, root: string): void {
  for (const file of scenario.files) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    // A copy says what its original says.
    const content = scenario.how === 'discard' ? file.slice(-1) : file;
    writeFileSync(path, content.padEnd(12, '.'));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
  }
}

export function treeOf(root: string): Tree {
  const tree: Tree = new Map();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = nameBelow(root, path);
    if (entry.isDirectory()) tree.set(`${name}/`, '');
    else tree.set(name, `${readFileSync(path, 'utf8')} ${Math.round(lstatSync(path).mtimeMs)}`);
  }
  return tree;
}

export function programOf(scenario: Scenario, root: string, token = 't'): Program {
  const { moves, folders = [], ours = [], how = 'rename' } = scenario;
  const planned = Object.entries(moves).map(([from, to]) => toMove(scenario, join(root, from), join(root, to)));
  return compile(planned, {
    wayOf: waysOf(how, new Set(), sep),
    token,
    separator: sep,
    folders: folders.map((folder) => join(root, folder)),
    ours: new Set(ours.map((folder) => join(root, folder))),
  });
}

function toMove({ name }: Scenario, from: string, to: string): PlannedMove {
  const stamp = look({ lstatSync }, from);
  if (!stamp) throw new Error(`${from} is not there`);
  // As a file system that ignores case would see the ends.
  const key = (path: string) => (name === 'case only' ? path.toLowerCase() : path);
  const isFar = (path: string) => dirname(path).endsWith(`${sep}far`);
  const acrossDevices = isFar(from) !== isFar(to);
  const ends = { from, to, fromKey: key(from), toKey: key(to) };
  return { ...ends, toFolder: thereAt(dirname(to)), holder: null, acrossDevices, stamp };
}

function thereAt(path: string): FolderOnDisk {
  return { state: 'there', path, nearest: path, names: [], writable: true, insensitive: false, device: '1' };
}

/** The tree that the preview promises. */
export function promised({ moves, folders = [], ours = [], how }: Scenario, before: Tree): Tree {
  const after: Tree = new Map(before);
  if (how !== 'copy') for (const from of Object.keys(moves)) after.delete(from);
  if (how !== 'discard') for (const [from, to] of Object.entries(moves)) after.set(to, before.get(from) ?? '');
  for (const folder of folders) after.set(`${folder}/`, '');
  for (const folder of ours) if (isEmpty(folder, after)) after.delete(`${folder}/`);
  return after;
}

function isEmpty(folder: string, tree: Tree): boolean {
  return ![...tree.keys()].some((name) => name.startsWith(`${folder}/`) && name !== `${folder}/`);
}

/** The way back, as a scenario of its own; null where there is none. */
export function backwards({ name, moves, folders = [], ours = [], how }: Scenario): Scenario | null {
  if (how === 'discard') return null;
  const turned = Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, from]));
  return { name, files: [], moves: turned, folders: ours, ours: folders, ...(how && { how: 'discard' as const }) };
}
