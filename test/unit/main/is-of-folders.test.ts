import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isOfFolders } from '../../../electron/main/window/is-of-folders.ts';

test('only folders of the library, and those below them, are shown to the system', () => {
  const art = resolve('/home/mika/art');
  const of = (...path: string[]) => isOfFolders(join(...path), [{ path: art }]);
  expect([of(art), of(art, 'cards', '..wip'), of(art, '..'), of(art, '..', 'artist'), of(resolve('/'))]).toEqual([
    ...[true, true],
    ...[false, false, false],
  ]);
});
