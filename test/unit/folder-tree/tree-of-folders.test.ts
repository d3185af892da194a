import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CharacterId, PictureId } from '../../../electron/contract/ids.ts';
import { TreeOfFolders } from '../../../electron/engine/folder-tree/tree-of-folders.ts';

interface Named {
  readonly path: string;
  readonly picture: number;
}

const folderNames = ['a', 'a b', 'a0', 'b', 'b!'];
const files = fc.uniqueArray(
  fc.record({
    path: fc
      .tuple(fc.array(fc.constantFrom(...folderNames), { maxLength: 4 }), fc.constantFrom('1.png', 'z.png'))
      .map(([folders, name]) => ['/art', ...folders, name].join('/')),
    picture: fc.integer({ min: 1, max: 6 }),
  }),
  { selector: ({ path }) => path, maxLength: 30 },
);
const faces = fc.array(fc.record({ picture: fc.integer({ min: 1, max: 6 }), group: fc.integer({ min: 1, max: 70 }) }));

function byPath(a: Named, b: Named): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

test('each folder counts the different pictures and groups in it and below it, however copies lie', () => {
  fc.assert(
    fc.property(files, faces, (named, seen) => {
      const tree = new TreeOfFolders(['/art'], '/');
      for (const { path, picture } of named.toSorted(byPath)) tree.addFile(path, picture as PictureId);
      for (const { picture, group } of seen) tree.addFace(picture as PictureId, group as CharacterId);
      tree.sum();
      const folders = new Set(named.flatMap(({ path }) => above(path)));
      for (const folder of folders) {
        const pictures = new Set(
          named.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ picture }) => picture),
        );
        const groups = new Set(seen.filter(({ picture }) => pictures.has(picture)).map(({ group }) => group));
        const known = tree.folder(folder);
        expect(known?.pictures).toBe(pictures.size);
        const told = [...groups].filter((group) => {
          const bit = tree.bitOf(group as CharacterId) ?? 0;
          return ((known?.groups[bit >>> 5] ?? 0) >>> (bit & 31)) & 1;
        });
        expect(told).toHaveLength(groups.size);
        const bits = [...(known?.groups ?? [])].reduce(
          (sum, word) => sum + word.toString(2).replaceAll('0', '').length,
          0,
        );
        expect(bits).toBe(groups.size);
      }
    }),
  );
});

/** The folders of a path, from its own to `/art`. */
function above(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return folder === '/art' ? [folder] : [folder, ...above(folder)];
}

test('roots of drives hold what lies in them, and what lies in no folder of the library is left out', () => {
  const tree = new TreeOfFolders(['C:\\'], '\\');
  tree.addFile('C:\\a.png', 1 as PictureId);
  tree.addFile('C:\\art\\b.png', 2 as PictureId);
  tree.addFile('D:\\art\\c.png', 3 as PictureId);
  tree.sum();
  expect(tree.roots.map(({ path, pictures }) => [path, pictures])).toEqual([['C:\\', 2]]);
  expect(tree.roots[0]?.folders.map(({ path }) => path)).toEqual(['C:\\art']);
  const whole = new TreeOfFolders(['/'], '/');
  whole.addFile('/a.png', 1 as PictureId);
  whole.addFile('/art/set 10/b.png', 2 as PictureId);
  whole.addFolder('/art/set 9');
  whole.sum();
  expect(whole.roots[0]).toMatchObject({ path: '/', pictures: 2 });
  expect(whole.folder('/art')?.folders.map(({ path }) => path)).toEqual(['/art/set 9', '/art/set 10']);
});
