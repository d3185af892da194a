import { Menu } from 'electron';
import { menuTemplate, type MenuActions } from './menu-template.ts';
import type { Words } from './words.ts';

/** Sets the application menu, in the language of `words`. */
export function setMenu(words: Words, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, actions, process.platform)));
}
