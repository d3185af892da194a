import type { MenuCommand } from '../../../electron/contract/shell/shell-api.ts';

/** Keys of the app's menu, which a browser does not have. Those with Shift are in capitals. */
const commands: Readonly<Record<string, MenuCommand>> = {
  o: 'add-folder',
  F: 'find-by-sample',
  f: 'show-search',
  R: 'rename-files',
  E: 'export',
  ',': 'show-settings',
  z: 'undo',
  Z: 'redo',
  H: 'show-history',
  G: 'regroup',
};

export function onMenuKey(listener: (command: MenuCommand) => void): void {
  window.addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey ? commands[event.key] : undefined;
    if (!command || event.altKey) return;
    // The page comes first, as it does in Electron; a field undoes what was typed by itself.
    if (command === 'undo' || command === 'redo') {
      setTimeout(() => event.defaultPrevented || listener(command));
      return;
    }
    event.preventDefault();
    listener(command);
  });
}
