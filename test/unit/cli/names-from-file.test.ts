import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withListed } from '../../../electron/cli/pictures/names-from-file.ts';

test.each(['utf8', 'utf16le'] as const)('a list of names with a mark in front is read in %s', async (coding) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'dramatis-list-'));
  const list = join(folder.path, 'list.txt');
  await writeFile(list, '\uFEFFミカ 1.png\r\nb.png\r\n', coding);
  expect(await withListed(['a.png'], list)).toEqual(['a.png', 'ミカ 1.png', 'b.png']);
});
