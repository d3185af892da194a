import { expect, test } from 'vitest';
import type { DuplicatesReport, Stack, StackedPicture } from '../../../../electron/contract/api/duplicates-api.ts';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import type { FileOfPicture } from '../../../../electron/contract/shell/shell-api.ts';
import { Duplicates } from '../../../../renderer/duplicates/duplicates.svelte.ts';

const picture = (id: number, paths: readonly string[], kind: StackedPicture['kind'] = null): StackedPicture => ({
  ...{ id: id as PictureId, paths, kind, sure: 1, bytes: 100, atMs: 0 },
  size: { width: 10, height: 10, isPreview: false },
});
const stack: Stack = { pictures: [picture(1, ['/a.png', '/b.png']), picture(2, ['/small.jpg'], 'duplicate')] };
const file = (id: number, copy = 0): FileOfPicture => ({ picture: id as PictureId, copy });

async function opened(below: string | null = null) {
  const asked: unknown[] = [];
  const engine = {
    findDuplicates: async (): Promise<DuplicatesReport> => ({ stacks: [stack], compared: 2, unread: 0 }),
    keepPicturesApart: async (pictures: readonly PictureId[]) => {
      asked.push(pictures);
      return { edit: { kind: 'keep-apart' as const, name: null, count: 2 }, changed: [], gone: [] };
    },
    duplicatesProgress: async () => ({ done: 1, total: 4 }),
  };
  const shell = {
    trashFiles: async (files: readonly FileOfPicture[]) => {
      asked.push(files);
      return { files: files.length, failed: 0, canRestore: true };
    },
    restorableFiles: async () => 2,
    restoreTrashed: async () => 1,
  };
  const duplicates = new Duplicates(engine, shell, () => below);
  duplicates.report.refresh();
  await new Promise((resolve) => setTimeout(resolve));
  return { duplicates, asked };
}

test('marked files go to the trash by picture and copy, and nothing is marked afterwards', async () => {
  const { duplicates, asked } = await opened();
  duplicates.toggle(stack, file(1, 1));
  duplicates.toggle(stack, file(2));
  expect(await duplicates.trash()).toEqual({ files: 2, failed: 0, canRestore: true });
  expect(asked).toEqual([[file(1, 1), file(2)]]);
  expect([duplicates.going, duplicates.busy, duplicates.restorable]).toEqual([[], false, 2]);
});

test('one file of a stack always stays', async () => {
  const { duplicates } = await opened();
  for (const each of [file(1), file(1, 1), file(2)]) duplicates.toggle(stack, each);
  expect(duplicates.going).toEqual([file(1), file(1, 1)]);
  expect(duplicates.isLast(stack, file(2))).toBe(true);
  duplicates.toggle(stack, file(1));
  expect(duplicates.isLast(stack, file(2))).toBe(false);
});

test('keeping all apart names every picture of the stack, and progress is followed', async () => {
  const { duplicates, asked } = await opened();
  await duplicates.keepApart(stack);
  expect(asked).toEqual([[1, 2]]);
  duplicates.changed(['duplicates']);
  await Promise.resolve();
  await Promise.resolve();
  expect(duplicates.progress).toEqual({ done: 1, total: 4 });
});

test('in a folder there are the stacks with a file there, whole', async () => {
  expect((await opened('/')).duplicates.stacks).toEqual([stack]);
  const { duplicates } = await opened('/other');
  duplicates.toggle(stack, file(2));
  expect([duplicates.stacks, duplicates.going]).toEqual([[], []]);
});
