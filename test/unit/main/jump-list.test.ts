import { expect, test } from 'vitest';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { dockMenu, jumpList, recentOf } from '../../../electron/main/window/jump-list.ts';

const folder = (id: number, path: string) => ({ id: id as FolderId, path, state: 'watching' as const, pictures: 1 });

test('the folders that were added last are offered, the newest first, no more than ten', () => {
  const folders = Array.from({ length: 12 }, (_, k) => folder(k + 1, `D:\\art ${k + 1}`));
  const recent = recentOf(folders);
  expect(recent).toHaveLength(10);
  expect(recent.slice(0, 2)).toEqual(['D:\\art 12', 'D:\\art 11']);
});

test('a jump list starts the program on each folder, a whole drive and a share among them', () => {
  const { name, items = [] } = jumpList(['D:\\立ち絵 2', 'E:\\', '\\\\nas\\art'], 'Folders', 'C:\\dramatis.exe');
  expect(name).toBe('Folders');
  expect(items.map(({ title, program, args }) => [title, program, args])).toEqual([
    ['立ち絵 2', 'C:\\dramatis.exe', '"D:\\立ち絵 2"'],
    ['E:\\', 'C:\\dramatis.exe', '"E:\\\\"'],
    ['art', 'C:\\dramatis.exe', '"\\\\nas\\art"'],
  ]);
});

test('Windows refuses a whole list for one description above 259 characters', () => {
  const deep = `D:\\${'x'.repeat(400)}`;
  const { items = [] } = jumpList([deep], 'Folders', 'C:\\dramatis.exe');
  expect(items[0]?.description).toHaveLength(259);
  expect(items[0]?.args).toBe(`"${deep}"`);
});

test('the menu of the icon in the dock opens the folder that is chosen, a whole volume among them', () => {
  const opened: string[] = [];
  const items = dockMenu(['/Users/mika/立ち絵', '/Volumes/Art', '/'], (path) => opened.push(path));
  expect(items.map(({ label }) => label)).toEqual(['立ち絵', 'Art', '/']);
  (items[1]?.click as (() => void) | undefined)?.();
  expect(opened).toEqual(['/Volumes/Art']);
});
