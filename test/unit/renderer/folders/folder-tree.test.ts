import { expect, test } from 'vitest';
import type { FolderRow } from '../../../../electron/contract/api/folder-tree-api.ts';
import type { Folder } from '../../../../electron/contract/api/library-api.ts';
import type { FolderId } from '../../../../electron/contract/ids.ts';
import { FolderTree } from '../../../../renderer/folders/folder-tree.svelte.ts';

const paths = ['/art', '/art/cards', '/art/cards/old', '/art/sketches'];
const levels = [0, 1, 2, 1];

function rowAt(path: string): FolderRow {
  const level = levels[paths.indexOf(path)] ?? 0;
  const hasFolders = paths.some((other) => other.startsWith(`${path}/`));
  return {
    path,
    level,
    hasFolders,
    root: level === 0 ? (1 as FolderId) : null,
    pictures: 1,
    groups: 2,
    named: 1,
    away: null,
  };
}

function treeOf(folders: readonly Folder[]) {
  const engine = {
    folderTree: async (open: readonly string[]) =>
      paths.filter((path) => path === '/art' || open.includes(path.slice(0, path.lastIndexOf('/')))).map(rowAt),
  };
  const known = { value: folders, error: null, refresh: () => undefined };
  return new FolderTree(engine, { folders: known, busy: false });
}

const art: Folder = { id: 1 as FolderId, path: '/art', state: 'watching', pictures: 4 };
const answered = () => new Promise((resolve) => setTimeout(resolve, 120));

test('a single folder is open from the start, and the arrow keys walk, open and close', async () => {
  const tree = treeOf([art]);
  const shown = () => tree.rows.map(({ path }) => path);
  expect(shown()).toEqual(['/art']);
  tree.refresh();
  await answered();
  expect(shown()).toEqual(['/art', '/art/cards', '/art/sketches']);
  // As many as the library's other counters say; of the folders in it the tree alone knows.
  expect(tree.rows.map(({ pictures }) => pictures)).toEqual([4, 1, 1]);
  expect([tree.step('ArrowDown'), tree.rows[tree.active]?.path]).toEqual([true, '/art/cards']);
  tree.step('ArrowRight');
  await answered();
  expect(shown()).toEqual(paths);
  tree.step('ArrowRight');
  expect(tree.rows[tree.active]?.path).toBe('/art/cards/old');
  tree.step('ArrowLeft');
  expect(tree.rows[tree.active]?.path).toBe('/art/cards');
  tree.step('ArrowLeft');
  expect(shown()).toEqual(['/art', '/art/cards', '/art/sketches']);
  tree.step('End');
  expect(tree.rows[tree.active]?.path).toBe('/art/sketches');
  expect(tree.rootOf(tree.active)).toBe(art);
  tree.step('ArrowDown');
  expect(tree.active).toBe(2);
  expect(tree.step('x')).toBe(false);
});

test('folders that are added or removed show at once, before they are counted', async () => {
  const other: Folder = { id: 2 as FolderId, path: '/other', state: 'offline', pictures: 0 };
  const tree = treeOf([art, other]);
  tree.refresh();
  await answered();
  expect(tree.rows.map(({ path, away }) => [path, away])).toEqual([
    ['/art', null],
    ['/other', 'offline'],
  ]);
  const without = treeOf([other]);
  without.refresh();
  await answered();
  expect(without.rows.map(({ path }) => path)).toEqual(['/other']);
});

test('where a row leaves the tree with all that lies in it, the keyboard goes on with the next beside it, or the one before', async () => {
  const tree = treeOf([art]);
  tree.refresh();
  await answered();
  tree.setOpen(
    tree.rows.find(({ path }) => path === '/art/cards')!,
    true,
  );
  await answered();
  const beside = (path: string) => tree.rows[tree.besides(tree.rows.findIndex((row) => row.path === path))]?.path;
  expect(paths.slice(1).map(beside)).toEqual(['/art/sketches', '/art/cards', '/art/cards/old']);
});
