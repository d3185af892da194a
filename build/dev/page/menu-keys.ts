import { menuKeys } from '../../../electron/contract/shell/menu-keys.ts';
import type { MenuCommand } from '../../../electron/contract/shell/shell-api.ts';
import { matchesKeys } from '../../../renderer/commands/commands.ts';

const commands = Object.entries(menuKeys) as readonly [MenuCommand, string][];

/** Listens to the keys of the app's menu, which a browser does not have. */
export function onMenuKey(listener: (command: MenuCommand) => void): void {
  window.addEventListener('keydown', (event) => {
    const [command] = commands.find(([, keys]) => matchesKeys(event, keys)) ?? [];
    if (!command) return;
    // The page comes first, as it does in Electron; a field undoes what was typed by itself.
    if (command === 'undo' || command === 'redo') {
      setTimeout(() => event.defaultPrevented || listener(command));
      return;
    }
    event.preventDefault();
    listener(command);
  });
}
