import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileId } from '../../../../electron/contract/rename/rename-model.ts';
import type { NamedFile } from '../../../../electron/engine/rename/naming/named-file.ts';
import { compile } from '../../../../electron/engine/rename/planning/compile.ts';
import { foldersToMake } from '../../../../electron/engine/rename/planning/folders-to-make.ts';
import { planRename } from '../../../../electron/engine/rename/planning/plan.ts';
import {
  movesOf,
  type PlannedFile,
  type PlanOptions,
} from '../../../../electron/engine/rename/planning/planned-file.ts';
import { waysOf } from '../../../../electron/engine/rename/planning/ways.ts';
import { pathLimits } from '../../../../electron/engine/rename/naming/safe-names.ts';
import type { FolderOnDisk, Survey } from '../../../../electron/engine/rename/planning/survey.ts';
import { ModelDisk } from '../../../support/rename/model-disk.ts';

const options: PlanOptions = { kind: 'move', base: null, separator: '/', pathLimit: pathLimits.linux };

/** Files in /art with what they are to be called; the rest of the disk lies beside them. */
function setUp(renames: Record<string, string | null>, others: readonly string[] = [], insensitive = false) {
  const files = [...Object.keys(renames), ...others].map((name) => [`/art/${name}`, name] as const);
  const disk = new ModelDisk(files, ['/art', '/art/sub', '/out'], insensitive);
  return { disk, named: Object.entries(renames).map(([name, target], at) => toNamed(name, target, at)) };
}

function toNamed(name: string, target: string | null, at: number): NamedFile {
  const at0 = name.lastIndexOf('/');
  const folder = at0 < 0 ? '/art' : `/art/${name.slice(0, at0)}`;
  const source = {
    file: (at + 1) as FileId,
    picture: null,
    path: `/art/${name}`,
    folder,
    name: name.slice(at0 + 1),
    size: name.length,
    mtimeMs: 0,
    width: null,
    height: null,
    faces: [],
  };
  return { source, target, characters: [], face: null, missing: null, overridden: false };
}

function plan(renames: Record<string, string | null>, others: readonly string[] = [], insensitive = false, more = {}) {
  const { disk, named } = setUp(renames, others, insensitive);
  return planRename(named, disk, { ...options, ...more });
}

const shown = (rows: readonly PlannedFile[]) =>
  Object.fromEntries(
    rows.map(({ from, fate, problems, notes }) => [
      from.slice(5),
      [fate, ...problems.map(({ kind }) => kind), ...notes],
    ]),
  );

test('two files that want one name are refused both', () => {
  expect(shown(plan({ 'a.png': 'x.png', 'b.png': 'x.png', 'c.png': 'y.png' }))).toEqual({
    'a.png': ['refused', 'same-target'],
    'b.png': ['refused', 'same-target'],
    'c.png': ['change'],
  });
});

test('a file that is there and stays is never written over, and neither is one that only wants to leave', () => {
  expect(shown(plan({ 'a.png': 'b.png' }, ['b.png']))).toEqual({ 'a.png': ['refused', 'exists'] });
  // c stays because d is in its way, so b has no room, so a has none.
  expect(shown(plan({ 'a.png': 'b.png', 'b.png': 'c.png', 'c.png': 'd.png' }, ['d.png']))).toEqual({
    'a.png': ['refused', 'exists'],
    'b.png': ['refused', 'exists'],
    'c.png': ['refused', 'exists'],
  });
});

test('a file that the artist leaves alone keeps its name from others', () => {
  expect(shown(plan({ 'a.png': 'b.png', 'b.png': null }))).toEqual({
    'a.png': ['refused', 'exists'],
    'b.png': ['left-out'],
  });
});

test('swaps, cycles and chains are no problem, and are told', () => {
  const rows = plan({
    'a.png': 'b.png',
    'b.png': 'a.png',
    '1.png': '2.png',
    '2.png': '3.png',
    '3.png': '1.png',
    'p.png': 'q.png',
    'q.png': 'r.png',
    'z.png': 'z.png',
  });
  expect(shown(rows)).toEqual({
    'a.png': ['change', 'swap'],
    'b.png': ['change', 'swap'],
    '1.png': ['change', 'cycle'],
    '2.png': ['change', 'cycle'],
    '3.png': ['change', 'cycle'],
    'p.png': ['change', 'chain'],
    'q.png': ['change', 'chain'],
    'z.png': ['same'],
  });
});

test('names that differ by case or Unicode form only are twins where the file system sees no difference', () => {
  const nfc = '\u304c.png';
  const nfd = '\u304b\u3099.png';
  expect(shown(plan({ 'a.png': 'X.png', 'b.png': 'x.png' }, [], true))).toEqual({
    'a.png': ['refused', 'twin'],
    'b.png': ['refused', 'twin'],
  });
  expect(shown(plan({ 'a.png': nfd }, [nfc], true))).toEqual({ 'a.png': ['refused', 'twin'] });
  expect(shown(plan({ 'a.png': nfd, 'b.png': 'x.png' }, [nfc, 'X.png'], false))).toEqual({
    'a.png': ['change'],
    'b.png': ['change'],
  });
  expect(shown(plan({ 'a.png': 'A.png' }, [], true))).toEqual({ 'a.png': ['change', 'case-only'] });
  expect(shown(plan({ [nfc]: nfd }, [], true))).toEqual({ [nfc]: ['change', 'case-only'] });
});

test('names that some system does not allow are refused', () => {
  const rows = plan({
    'a.png': 'CON/a.png',
    'b.png': 'b?.png',
    'c.png': 'c./c.png',
    'd.png': `${'d'.repeat(252)}.png`,
  });
  expect(shown(rows)).toEqual({
    'a.png': ['refused', 'reserved-name'],
    'b.png': ['refused', 'forbidden-character'],
    'c.png': ['refused', 'trailing-dot-or-space'],
    'd.png': ['refused', 'name-too-long'],
  });
});

test('a path that is too long for the system is refused', () => {
  const deep = `${Array.from({ length: 13 }, (_, k) => `folder-number-${k}-of-many`).join('/')}/a.png`;
  expect(shown(plan({ 'a.png': deep }, [], false, { pathLimit: pathLimits.win32 }))['a.png']).toContain(
    'path-too-long',
  );
  expect(shown(plan({ 'a.png': deep }))['a.png']).toEqual(['change', 'new-folder']);
});

test('sidecars follow their file, and are in its way where they cannot', () => {
  const rows = plan({ 'a.png': 'b.png' }, ['a.png.xmp', 'a.png.meta', 'a.png.import', 'a.xmp']);
  expect(rows[0]?.sidecars).toEqual([
    { from: '/art/a.png.xmp', to: '/art/b.png.xmp' },
    { from: '/art/a.png.meta', to: '/art/b.png.meta' },
    { from: '/art/a.png.import', to: '/art/b.png.import' },
    { from: '/art/a.xmp', to: '/art/b.xmp' },
  ]);
  expect(shown(plan({ 'a.png': 'b.png' }, ['a.png.meta', 'b.png.meta']))).toEqual({
    'a.png': ['refused', 'sidecar-exists'],
  });
});

test('a sidecar of two files goes with both or with none', () => {
  expect(shown(plan({ 'a.png': 'b.png' }, ['a.jpg', 'a.xmp']))).toEqual({ 'a.png': ['refused', 'sidecar-shared'] });
  const rows = plan({ 'a.png': 'b.png', 'a.jpg': 'b.jpg' }, ['a.xmp']);
  expect(rows.map(({ fate }) => fate)).toEqual(['change', 'change']);
  expect(rows.flatMap(({ sidecars }) => sidecars)).toEqual([{ from: '/art/a.xmp', to: '/art/b.xmp' }]);
  expect(shown(plan({ 'a.png': 'b.png', 'a.jpg': 'b.jpg' }, ['a.xmp', 'b.jpg']))).toEqual({
    'a.jpg': ['refused', 'exists'],
    'a.png': ['refused', 'sidecar-shared'],
  });
});

test('a copy takes its XMP along, and not the identity that a game engine gave its original', () => {
  const rows = plan({ 'a.png': 'b.png' }, ['a.png.xmp', 'a.png.meta', 'a.png.import'], false, {
    kind: 'copy',
    base: '/out',
  });
  expect(rows[0]?.sidecars).toEqual([{ from: '/art/a.png.xmp', to: '/out/b.png.xmp' }]);
});

test('originals of copies stay, so their names stay taken', () => {
  const rows = plan({ 'a.png': 'b.png', 'b.png': 'c.png' }, [], false, { kind: 'copy', base: '/art' });
  expect(shown(rows)).toEqual({ 'a.png': ['refused', 'exists'], 'b.png': ['change'] });
});

test('what is on disk now decides: gone, changed, links, folders that are away or closed', () => {
  const { disk, named } = setUp({ 'a.png': 'x.png' });
  const survey = (folder: Partial<FolderOnDisk>, file: object | null): Survey => ({
    folder: (path) => ({ ...disk.folder(path), ...folder }),
    file: (path) =>
      file
        ? { ...(disk.file(path) ?? { size: 0, mtimeMs: 0, inode: '0', device: '1', isLink: false }), ...file }
        : null,
  });
  const problem = (folder: Partial<FolderOnDisk>, file: object | null) =>
    planRename(named, survey(folder, file), options)[0]?.problems.map(({ kind }) => kind);
  expect(problem({}, null)).toEqual(['gone']);
  expect(problem({}, { size: 99 })).toEqual(['changed']);
  expect(problem({}, { isLink: true })).toEqual(['link']);
  expect(problem({ writable: false }, {})).toEqual(['read-only']);
  expect(problem({ state: 'offline' }, null)).toEqual(['offline']);
});

test('a file in the way of a folder is named', () => {
  expect(shown(plan({ 'a.png': 'b.png/a.png' }, ['b.png']))).toEqual({ 'a.png': ['refused', 'not-a-folder'] });
  expect(shown(plan({ 'a.png': 'x.png/a.png', 'b.png': 'x.png' }))).toEqual({
    'a.png': ['change', 'new-folder'],
    'b.png': ['refused', 'not-a-folder'],
  });
});

test('problems come first, each part in the order that was given', () => {
  const rows = plan({ 'a9.png': 'l.png', 'a10.png': 'k.png', 'b9.png': 'y?.png', 'b10.png': 'x?.png' });
  expect(rows.map(({ from }) => from.slice(5))).toEqual(['b9.png', 'b10.png', 'a9.png', 'a10.png']);
});

/** What the preview promises: refused files where they were, the others where their row says. */
function promised(rows: readonly PlannedFile[], before: ReadonlyMap<string, string>): Map<string, string> {
  const moves = rows.flatMap(({ moves: each }) => each);
  const after = new Map(before);
  for (const { from } of moves) after.delete(from);
  for (const { from, to } of moves) after.set(to, before.get(from) ?? 'nothing');
  return after;
}

// Few names, so that they collide, in two spellings, with sidecars, in two folders.
const someName = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', 'A', '\u304c', '\u304b\u3099'),
    fc.constantFrom('.png', '.jpg', '.png.xmp', '.xmp'),
  )
  .map(([stem, ending]) => stem + ending);
const somePath = fc.tuple(fc.constantFrom('', 'sub/', 'new/'), someName).map(([folder, name]) => folder + name);

test('carrying a plan out gives exactly its preview and never writes over a file, for any tree', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.tuple(fc.constantFrom('', 'sub/'), someName).map(([folder, name]) => folder + name),
        { maxLength: 12 },
      ),
      fc.array(fc.option(somePath, { freq: 8 }), { minLength: 12, maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      (paths, targets, insensitive, copy) => {
        const unique = new ModelDisk(
          paths.map((path) => [`/art/${path}`, path]),
          ['/art', '/art/sub'],
          insensitive,
        );
        const files = [...unique.contents().keys()].map((path) => path.slice(5));
        const pictures = files.filter((path) => !path.endsWith('.xmp'));
        const disk = new ModelDisk(
          files.map((path) => [`/art/${path}`, path]),
          ['/art', '/art/sub'],
          insensitive,
        );
        const before = disk.contents();
        const named = pictures.map((path, at) => toNamed(path, targets[at] ?? null, at));
        const kind = copy ? ('copy' as const) : ('move' as const);
        const rows = planRename(named, disk, { ...options, kind, base: copy ? '/art' : null });
        const program = compile(movesOf(rows), {
          wayOf: waysOf(copy ? 'copy' : 'rename', new Set(), '/'),
          token: 't',
          separator: '/',
          folders: foldersToMake(rows, '/'),
          ours: new Set(),
        });
        disk.run(program);
        const expected = promised(rows, before);
        if (copy) for (const [path, content] of before) expected.set(path, content);
        expect(disk.contents()).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});
