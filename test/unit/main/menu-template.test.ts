import { expect, test } from 'vitest';
import { menuTemplate } from '../../../electron/main/window/menu-template.ts';
import { wordsIn } from '../../../electron/main/window/words.ts';

const words = wordsIn('en');

function itemsOn(platform: NodeJS.Platform) {
  const run: string[] = [];
  const menus = menuTemplate(
    words,
    {
      command: (command) => run.push(command),
      showLogs: () => undefined,
      showAbout: () => run.push('about'),
      showLicences: () => undefined,
      lookForUpdates: null,
    },
    platform,
  );
  const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { menus, items, run };
}

test('on macOS the settings and the end of the app are in its own menu, the first', () => {
  const { menus, items } = itemsOn('darwin');
  expect(menus.map(({ label }) => label)).toEqual(['Dramatis', 'File', 'Edit', 'View', 'Window', 'Help']);
  const [own] = menus;
  const labels = Array.isArray(own?.submenu) ? own.submenu.map(({ label }) => label) : [];
  expect(labels).toEqual(expect.arrayContaining(['About Dramatis', 'Settings…', 'Hide Dramatis', 'Quit']));
  for (const label of ['Settings…', 'Quit', 'About Dramatis'])
    expect(items.filter((item) => item.label === label)).toHaveLength(1);
});

test.each(['win32', 'linux'] as const)('on %s they are under File and Help', (platform) => {
  const { menus, items } = itemsOn(platform);
  expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
  for (const label of ['Settings…', 'Quit', 'About Dramatis'])
    expect(items.filter((item) => item.label === label)).toHaveLength(1);
});

test('Windows redoes with Ctrl+Y too, and shows redo once', () => {
  const { items, run } = itemsOn('win32');
  const redo = items.filter(({ label }) => label === 'Redo');
  expect(redo.filter(({ visible }) => visible !== false)).toHaveLength(1);
  const hidden = redo.find(({ accelerator }) => accelerator === 'Ctrl+Y');
  (hidden?.click as (() => void) | undefined)?.();
  expect(run).toEqual(['redo']);
  expect(itemsOn('linux').items.some(({ accelerator }) => accelerator === 'Ctrl+Y')).toBe(false);
});

test('the licences of others are under Help where the package has them', () => {
  expect(itemsOn('linux').items.some(({ label }) => label === words.licences)).toBe(true);
  const nothing = () => undefined;
  const actions = {
    ...{ command: nothing, showLogs: nothing, showAbout: nothing },
    ...{ showLicences: null, lookForUpdates: null },
  };
  expect(JSON.stringify(menuTemplate(words, actions, 'linux'))).not.toContain(words.licences);
});
