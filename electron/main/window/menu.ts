import { Menu, type MenuItemConstructorOptions } from 'electron';
import { menuKeys } from '../../contract/shell/menu-keys.ts';
import type { MenuCommand } from '../../contract/shell/shell-api.ts';
import type { Words } from './words.ts';

type Item = MenuItemConstructorOptions;

export interface MenuActions {
  command(command: MenuCommand): void;
  showLogs(): void;
}

const isMac = process.platform === 'darwin';

/** Sets the application menu, in the language of `words`. */
export function setMenu(words: Words, actions: MenuActions): void {
  const template: Item[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: words.file, submenu: fileItems(words, actions) },
    { label: words.edit, submenu: editItems(words, actions) },
    { label: words.view, submenu: viewItems(words) },
    { role: 'windowMenu', label: words.window },
    { role: 'help', label: words.help, submenu: helpItems(words, actions) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function item(label: string, command: keyof typeof menuKeys, run: MenuActions['command']): Item {
  return { label, accelerator: menuKeys[command].replace('Mod', 'CmdOrCtrl'), click: () => run(command) };
}

function fileItems(words: Words, { command }: MenuActions): Item[] {
  return [
    item(words.addFolder, 'add-folder', command),
    item(words.findBySample, 'find-by-sample', command),
    item(words.search, 'show-search', command),
    item(words.renameFiles, 'rename-files', command),
    item(words.exportNames, 'export', command),
    { label: words.skipped, click: () => command('show-skipped') },
    { type: 'separator' },
    item(words.settings, 'show-settings', command),
    ...(isMac ? [] : [{ type: 'separator' } satisfies Item, { role: 'quit', label: words.quit } satisfies Item]),
  ];
}

function editItems(words: Words, { command }: MenuActions): Item[] {
  return [
    item(words.undo, 'undo', command),
    item(words.redo, 'redo', command),
    item(words.history, 'show-history', command),
    item(words.regroup, 'regroup', command),
    { type: 'separator' },
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ];
}

function viewItems(words: Words): Item[] {
  return [
    { role: 'resetZoom', label: words.actualSize },
    { role: 'zoomIn', label: words.zoomIn },
    { role: 'zoomOut', label: words.zoomOut },
    { type: 'separator' },
    { role: 'togglefullscreen', label: words.fullScreen },
  ];
}

function helpItems(words: Words, { command, showLogs }: MenuActions): Item[] {
  return [
    { label: words.shortcuts, click: () => command('show-shortcuts') },
    { label: words.logs, click: showLogs },
    ...(isMac ? [] : [{ role: 'about', label: words.about } satisfies Item]),
  ];
}
