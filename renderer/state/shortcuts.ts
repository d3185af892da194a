import type { MessageKey } from '../i18n/translate.ts';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: MessageKey;
}

export interface ShortcutSection {
  readonly title: MessageKey;
  readonly shortcuts: readonly Shortcut[];
}

/** Everything the keyboard does, for the shortcut sheet. */
export const shortcutSections: readonly ShortcutSection[] = [
  {
    title: 'shortcuts.everywhere',
    shortcuts: [
      { keys: ['Ctrl', 'O'], does: 'command.addFolder' },
      { keys: ['Ctrl', 'Shift', 'F'], does: 'shortcuts.sample' },
      { keys: ['Ctrl', 'V'], does: 'shortcuts.paste' },
      { keys: ['Ctrl', 'F'], does: 'shortcuts.filter' },
      { keys: ['Ctrl', 'Z'], does: 'command.undo' },
      { keys: ['Ctrl', 'Shift', 'Z'], does: 'command.redo' },
      { keys: ['+'], does: 'shortcuts.largerTiles' },
      { keys: ['−'], does: 'shortcuts.smallerTiles' },
      { keys: ['Esc'], does: 'shortcuts.back' },
      { keys: ['?'], does: 'shortcuts.title' },
    ],
  },
  {
    title: 'shortcuts.grid',
    shortcuts: [
      { keys: ['←', '→', '↑', '↓'], does: 'shortcuts.move' },
      { keys: ['Home', 'End'], does: 'shortcuts.ends' },
      { keys: ['Enter'], does: 'shortcuts.open' },
      { keys: ['Space'], does: 'shortcuts.preview' },
      { keys: ['F'], does: 'command.find' },
      { keys: ['F2'], does: 'command.name' },
    ],
  },
  {
    title: 'shortcuts.inPreview',
    shortcuts: [
      { keys: ['←', '→'], does: 'shortcuts.nextFace' },
      { keys: ['R'], does: 'command.reveal' },
      { keys: ['C'], does: 'command.copyPath' },
      { keys: ['Space'], does: 'command.close' },
    ],
  },
];
