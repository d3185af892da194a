import { expect, test } from 'vitest';
import type { ToastAction } from '../../../../renderer/toasts/toasts.svelte.ts';
import { Folders } from '../../../../renderer/folders/folders.svelte.ts';
import { Navigation } from '../../../../renderer/navigation/navigation.svelte.ts';

test('a folder that is opened from outside is shown from wherever the artist is, with no way back into the old view', () => {
  const navigation = new Navigation();
  navigation.open({ view: 'history' });
  const folders = new Folders({ navigation } as unknown as ConstructorParameters<typeof Folders>[0]);
  folders.show('D:\\Art');
  expect([navigation.current.view, navigation.folder, navigation.canGoBack]).toEqual(['groups', 'D:\\Art', false]);
});

test('what is left out comes back by the offer that the key takes up, and only what lies in it is shown no more', async () => {
  const navigation = new Navigation();
  let exclude: readonly string[] = ['*.bak'];
  const offers: (ToastAction | null)[] = [];
  const folders = new Folders({
    navigation,
    engine: {
      settings: async () => ({ settings: { exclude } }),
      changeSettings: async (change: { exclude: readonly string[] }) => (exclude = change.exclude),
    },
    toasts: {
      attempt: (work: () => Promise<unknown>) => work(),
      show: (_tone: string, _text: string, action: ToastAction | null = null) => offers.push(action),
    },
    t: (key: string) => key,
  } as unknown as ConstructorParameters<typeof Folders>[0]);
  navigation.folder = '/art/cards old';
  await folders.leaveOut('/art/cards');
  expect([exclude, navigation.folder]).toEqual([['*.bak', '/art/cards'], '/art/cards old']);
  await folders.leaveOut('/art/cards old');
  expect([exclude.length, navigation.folder]).toEqual([3, null]);
  expect(offers.map((offer) => offer?.undoes)).toEqual([true, true]);
  offers[1]?.run();
  await new Promise((resolve) => setTimeout(resolve));
  expect(exclude).toEqual(['*.bak', '/art/cards']);
});
