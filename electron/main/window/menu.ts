import { Menu, type MenuItemConstructorOptions } from 'electron';
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

function fileItems(words: Words, { command }: MenuActions): Item[] {
  return [
    { label: words.addFolder, accelerator: 'CmdOrCtrl+O', click: () => command('add-folder') },
    { label: words.findBySample, accelerator: 'CmdOrCtrl+Shift+F', click: () => command('find-by-sample') },
    { label: words.search, accelerator: 'CmdOrCtrl+F', click: () => command('show-search') },
    { label: words.renameFiles, accelerator: 'CmdOrCtrl+Shift+R', click: () => command('rename-files') },
    { label: words.exportNames, accelerator: 'CmdOrCtrl+Shift+E', click: () => command('export') },
    { label: words.skipped, click: () => command('show-skipped') },
    { type: 'separator' },
    { label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => command('show-settings') },
    ...(isMac ? [] : [{ type: 'separator' } satisfies Item, { role: 'quit', label: words.quit } satisfies Item]),
  ];
}

function editItems(words: Words, { command }: MenuActions): Item[] {
  return [
    { label: words.undo, accelerator: 'CmdOrCtrl+Z', click: () => command('undo') },
    { label: words.redo, accelerator: 'CmdOrCtrl+Shift+Z', click: () => command('redo') },
    { label: words.history, accelerator: 'CmdOrCtrl+Shift+H', click: () => command('show-history') },
    { label: words.regroup, accelerator: 'CmdOrCtrl+Shift+G', click: () => command('regroup') },
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
