import { expect, test } from 'vitest';
import { Folders } from '../../../../renderer/folders/folders.svelte.ts';
import { Navigation } from '../../../../renderer/navigation/navigation.svelte.ts';

test('a folder that is opened from outside is shown from wherever the artist is, with no way back into the old view', () => {
  const navigation = new Navigation();
  navigation.open({ view: 'history' });
  const folders = new Folders({ navigation } as unknown as ConstructorParameters<typeof Folders>[0]);
  folders.show('D:\\Art');
  expect([navigation.current.view, navigation.folder, navigation.canGoBack]).toEqual(['groups', 'D:\\Art', false]);
});
