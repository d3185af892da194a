import { expect, test } from 'vitest';
import type { Folder } from '../../../electron/contract/api/library-api.ts';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { openFolder } from '../../../electron/main/window/open-folder.ts';

const folder = (id: number, path: string): Folder => ({ id: id as FolderId, path, state: 'watching', pictures: 1 });

/** An engine that knows folders by what they are on disk, however they are spelled. */
function engineWith(...paths: string[]) {
  const folders = paths.map((path, at) => folder(at + 1, path));
  return {
    listFolders: async () => folders,
    addFolder: async (path: string) =>
      folders.find((each) => each.path.toLowerCase() === path.toLowerCase()) ?? folder(99, path),
  };
}

test.each([
  ['one of several folders is shown, as the library spells it', ['D:\\Art', 'E:\\'], 'd:\\art', 'D:\\Art'],
  ['a whole drive is one too', ['D:\\Art', 'E:\\'], 'E:\\', 'E:\\'],
  ['the only folder there is leaves all shown', ['D:\\Art'], 'D:\\Art', null],
  ['a new folder is added, and all stays shown', ['D:\\Art', 'E:\\'], '\\\\nas\\art', null],
])('%s', async (_what, before, opened, shown) => {
  expect(await openFolder(engineWith(...before), opened)).toBe(shown);
});
