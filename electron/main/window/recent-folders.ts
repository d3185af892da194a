import { app, Menu } from 'electron';
import { dockMenu, jumpList } from './jump-list.ts';

/**
 * Offers folders of the library where the system shows what an app worked on last: in the jump list of its button on Windows, in the menu of its
 * icon in macOS' dock. Choosing one starts the app on it, or raises the window that is open.
 * @param title what they are called
 * @param open for macOS, where the app runs while its icon has a menu
 */
export function offerFolders(paths: readonly string[], title: string, open: (path: string) => void): void {
  if (process.platform === 'win32') {
    app.setJumpList(paths.length > 0 ? [jumpList(paths, title, process.execPath)] : null);
  }
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(dockMenu(paths, open)));
}
