import type { JumpListCategory, MenuItemConstructorOptions } from 'electron';
import { posix, win32 } from 'node:path';
import type { Folder } from '../../contract/api/library-api.ts';

/** As many as a jump list shows by itself. */
const most = 10;

/** Windows shows no longer description, and refuses the whole list for one. */
const longestDescription = 259;

/** The folders that were added last, the newest first. Pure. */
export function recentOf(folders: readonly Folder[]): string[] {
  const newest = [...folders].sort((a, b) => b.id - a.id);
  return newest.slice(0, most).map(({ path }) => path);
}

/**
 * Folders in the jump list of the app's button on Windows: each starts the program on it. Pure.
 * @param title what they are called
 */
export function jumpList(paths: readonly string[], title: string, program: string): JumpListCategory {
  const items = paths.map((path) => ({
    type: 'task' as const,
    // A drive has no name of its own.
    title: win32.basename(path) || path,
    description: path.slice(0, longestDescription),
    program,
    // One \ before the closing quote would make that a part of the path.
    args: `"${path.replace(/\\$/, '\\\\')}"`,
    iconPath: program,
    iconIndex: 0,
  }));
  return { type: 'custom', name: title, items };
}

/** The same folders in the menu of the app's icon in macOS' dock, which is there only while the app runs. Pure. */
export function dockMenu(paths: readonly string[], open: (path: string) => void): MenuItemConstructorOptions[] {
  return paths.map((path) => ({ label: posix.basename(path) || path, click: () => open(path) }));
}
