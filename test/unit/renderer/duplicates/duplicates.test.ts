import { expect, test } from 'vitest';
import type {
  DuplicatesReport,
  FileToTrash,
  Stack,
  StackedPicture,
  StackToTrash,
} from '../../../../electron/contract/api/duplicates-api.ts';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import type { Trashed } from '../../../../electron/contract/shell/shell-api.ts';
import { Duplicates } from '../../../../renderer/duplicates/duplicates.svelte.ts';

const picture = (id: number, paths: readonly string[], kind: StackedPicture['kind'] = null): StackedPicture => ({
  ...{ id: id as PictureId, paths, kind, sure: 1, bytes: 100, atMs: 0 },
  size: { width: 10, height: 10, isPreview: false },
});
const stack: Stack = { pictures: [picture(1, ['/a.png', '/b.png']), picture(2, ['/small.jpg'], 'duplicate')] };
const file = (id: number, path: string): FileToTrash => ({ picture: id as PictureId, path });
const [a, b, small] = [file(1, '/a.png'), file(1, '/b.png'), file(2, '/small.jpg')];

async function opened(below: string | null = null, stays: Trashed['stays'] = []) {
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
    trashFiles: async (stacks: readonly StackToTrash[]) => {
      asked.push(stacks);
      return { files: stacks.flatMap(({ going }) => going).length, stays, canRestore: true };
    },
    restorableFiles: async () => 2,
    restoreTrashed: async () => ({ files: 1, beside: [], failed: 0 }),
  };
  const duplicates = new Duplicates(engine, shell, () => below);
  duplicates.report.refresh();
  await new Promise((resolve) => setTimeout(resolve));
  return { duplicates, asked };
}

test('marked files go to the trash, with what stays of their stack, and nothing is marked afterwards', async () => {
  const { duplicates, asked } = await opened();
  duplicates.toggle(stack, b);
  duplicates.toggle(stack, small);
  expect(await duplicates.trash()).toEqual({ files: 2, stays: [], canRestore: true });
  expect(asked).toEqual([[{ going: [b, small], staying: [a] }]]);
  expect([duplicates.going, duplicates.busy, duplicates.restorable]).toEqual([[], false, 2]);
});

test('one file of a stack always stays', async () => {
  const { duplicates } = await opened();
  for (const each of [a, b, small]) duplicates.toggle(stack, each);
  expect(duplicates.going).toEqual([a, b]);
  expect(duplicates.isLast(stack, small)).toBe(true);
  duplicates.toggle(stack, a);
  expect(duplicates.isLast(stack, small)).toBe(false);
});

test('what could not go stays marked, and what went does not', async () => {
  const { duplicates } = await opened(null, [{ path: b.path, why: 'refused' }]);
  duplicates.toggle(stack, b);
  duplicates.toggle(stack, small);
  await duplicates.trash();
  expect(duplicates.going).toEqual([b]);
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
  duplicates.toggle(stack, small);
  expect([duplicates.stacks, duplicates.going]).toEqual([[], []]);
});
