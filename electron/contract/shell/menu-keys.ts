import type { MenuCommand } from './shell-api.ts';

/**
 * The keys of the app's menu, of which the window's table of commands has its own: `Mod` is Ctrl, or ⌘ on a Mac. Main gives them to
 * the menu, the window shows them, and `npm run dev`, which has no menu, listens to them itself.
 */
export const menuKeys = {
  'add-folder': 'Mod+O',
  'find-by-sample': 'Mod+Shift+F',
  'show-search': 'Mod+F',
  'rename-files': 'Mod+Shift+R',
  export: 'Mod+Shift+E',
  import: 'Mod+Shift+I',
  'show-settings': 'Mod+,',
  undo: 'Mod+Z',
  redo: 'Mod+Shift+Z',
  'show-history': 'Mod+Shift+H',
  regroup: 'Mod+Shift+G',
} as const satisfies Partial<Record<MenuCommand, string>>;
