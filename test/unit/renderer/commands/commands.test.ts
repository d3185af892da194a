import { describe, expect, it } from 'vitest';
import {
  commandIds,
  commandOf,
  commands,
  keyCaps,
  matchesKeys,
  type CommandSection,
} from '../../../../renderer/commands/commands.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('matchesKeys', () => {
  it('takes Ctrl and ⌘ for the same', () => {
    expect(matchesKeys(press('z', { ctrlKey: true }), 'Mod+Z')).toBe(true);
    expect(matchesKeys(press('z', { metaKey: true }), 'Mod+Z')).toBe(true);
    expect(matchesKeys(press('z'), 'Mod+Z')).toBe(false);
  });

  it('keeps a key with Shift apart from the key alone', () => {
    expect(matchesKeys(press('Delete', { shiftKey: true }), 'Delete')).toBe(false);
    expect(matchesKeys(press('Delete', { shiftKey: true }), 'Shift+Delete')).toBe(true);
    expect(matchesKeys(press('M', { shiftKey: true }), 'M')).toBe(false);
  });

  it('knows a character by itself, whatever keys it takes on this keyboard', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKeys(press('+', { shiftKey: true }), 'Plus')).toBe(true);
    expect(matchesKeys(press('1', { shiftKey: true }), '1')).toBe(true);
  });
});

describe('commandOf', () => {
  it('answers among the commands that the place has', () => {
    expect(commandOf(press('m'), ['merge', 'hide'])).toBe('merge');
    expect(commandOf(press('m'), ['moveTo', 'split'])).toBe('moveTo');
    expect(commandOf(press('m'), ['hide'])).toBeNull();
  });
});

describe('the command table', () => {
  const reach: readonly (readonly CommandSection[])[] = [
    ['everywhere', 'grid', 'groups'],
    ['everywhere', 'grid', 'faces'],
  ];

  it.each(reach.map((sections) => [sections.join(', '), sections] as const))(
    'gives no key to two commands that can be asked for at once (%s)',
    (_, sections) => {
      const keys = commandIds
        .filter((id) => sections.includes(commands[id].section))
        .flatMap((id) => commands[id].keys);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    },
  );
});

describe('keyCaps', () => {
  it('draws the keys of the system', () => {
    expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyCaps('Mod+ArrowLeft', true)).toEqual(['⌘', '←']);
  });
});
