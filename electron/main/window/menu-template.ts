import type { MenuItemConstructorOptions } from 'electron';
import { menuKeys } from '../../contract/shell/menu-keys.ts';
import type { MenuCommand } from '../../contract/shell/shell-api.ts';
import type { Words } from './words.ts';

type Item = MenuItemConstructorOptions;

export interface MenuActions {
  command(command: MenuCommand): void;
  showLogs(): void;
  showAbout(): void;
  /** Null where there are none to show. */
  readonly showLicences: (() => void) | null;
  readonly lookForUpdates: (() => void) | null;
}

/** The application menu, as each system has it: macOS keeps what is about the app itself in a menu of its own. Pure. */
export function menuTemplate(words: Words, actions: MenuActions, platform: NodeJS.Platform): Item[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ label: 'Dramatis', submenu: appItems(words, actions) }] : []),
    { label: words.file, submenu: fileItems(words, actions, isMac) },
    { label: words.edit, submenu: editItems(words, actions, platform) },
    { label: words.view, submenu: viewItems(words) },
    { role: 'windowMenu', label: words.window },
    { role: 'help', label: words.help, submenu: helpItems(words, actions, isMac) },
  ];
}

function item(label: string, command: keyof typeof menuKeys, run: MenuActions['command']): Item {
  return { label, accelerator: menuKeys[command].replace('Mod', 'CmdOrCtrl'), click: () => run(command) };
}

const line: Item = { type: 'separator' };

function appItems(words: Words, { command }: MenuActions): Item[] {
  return [
    { role: 'about', label: words.about },
    line,
    item(words.settings, 'show-settings', command),
    line,
    { role: 'services', label: words.services },
    line,
    { role: 'hide', label: words.hide },
    { role: 'hideOthers', label: words.hideOthers },
    { role: 'unhide', label: words.showAll },
    line,
    { role: 'quit', label: words.quit },
  ];
}

function fileItems(words: Words, { command }: MenuActions, isMac: boolean): Item[] {
  return [
    item(words.addFolder, 'add-folder', command),
    item(words.findBySample, 'find-by-sample', command),
    item(words.search, 'show-search', command),
    item(words.renameFiles, 'rename-files', command),
    item(words.importNames, 'import', command),
    item(words.exportNames, 'export', command),
    { label: words.skipped, click: () => command('show-skipped') },
    ...(isMac
      ? []
      : [
          line,
          item(words.settings, 'show-settings', command),
          line,
          { role: 'quit', label: words.quit } satisfies Item,
        ]),
  ];
}

function editItems(words: Words, { command }: MenuActions, platform: NodeJS.Platform): Item[] {
  const redo = item(words.redo, 'redo', command);
  return [
    item(words.undo, 'undo', command),
    redo,
    // What most programs on Windows take for it; an item has one key.
    ...(platform === 'win32' ? [{ ...redo, accelerator: 'Ctrl+Y', visible: false } satisfies Item] : []),
    item(words.history, 'show-history', command),
    item(words.regroup, 'regroup', command),
    line,
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
    line,
    { role: 'togglefullscreen', label: words.fullScreen },
  ];
}

function helpItems(words: Words, actions: MenuActions, isMac: boolean): Item[] {
  const { command, showLogs, showAbout, showLicences, lookForUpdates } = actions;
  return [
    { label: words.shortcuts, click: () => command('show-shortcuts') },
    { label: words.logs, click: showLogs },
    ...(lookForUpdates ? [{ label: words.updates, click: lookForUpdates }] : []),
    ...(showLicences ? [{ label: words.licences, click: showLicences }] : []),
    ...(isMac ? [] : [{ label: words.about, click: showAbout }]),
  ];
}
