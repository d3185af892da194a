import { expect, test } from 'vitest';
import type { FileId } from '../../../../electron/contract/rename/rename-model.ts';
import { pathLimits } from '../../../../electron/engine/rename/naming/safe-names.ts';
import type { MovedFile } from '../../../../electron/engine/rename/planning/moved-file.ts';
import { planDiscard, planUndo } from '../../../../electron/engine/rename/planning/plan-undo.ts';
import type { PlannedFile, PlanOptions } from '../../../../electron/engine/rename/planning/planned-file.ts';
import { ModelDisk } from '../../../support/rename/model-disk.ts';

const options: PlanOptions = { kind: 'move', base: null, separator: '/', pathLimit: pathLimits.linux };

/** A file of /art that a batch put into /out, with the same name. `size`: what the batch wrote down. */
function moved(name: string, size: number, sidecars: MovedFile['sidecars'] = []): MovedFile {
  const ends = { from: `/art/${name}`, to: `/out/${name}` };
  return { ...ends, size, mtimeMs: 0, file: 1 as FileId, picture: null, sidecars };
}

function diskWith(contents: Record<string, string>): ModelDisk {
  return new ModelDisk(Object.entries(contents), ['/art', '/out'], false);
}

const shown = (files: readonly PlannedFile[]) =>
  files.map(({ from, to, fate, problems }) => [from, to, fate, ...problems.map(({ kind }) => kind)]);

test('the way back leads from the new paths to the old ones, in natural order', () => {
  const disk = diskWith({ '/out/10.png': 'b', '/out/9.png': 'a' });
  expect(shown(planUndo([moved('10.png', 1), moved('9.png', 1)], disk, options))).toEqual([
    ['/out/9.png', '/art/9.png', 'change'],
    ['/out/10.png', '/art/10.png', 'change'],
  ]);
});

test('a file that is gone or changed since the batch is refused, and so is one whose old name is taken', () => {
  const disk = diskWith({ '/out/b.png': 'longer', '/out/c.png': 'c', '/art/c.png': 'of another program' });
  expect(shown(planUndo([moved('a.png', 1), moved('b.png', 1), moved('c.png', 1)], disk, options))).toEqual([
    ['/out/a.png', '/art/a.png', 'refused', 'gone'],
    ['/out/b.png', '/art/b.png', 'refused', 'changed'],
    ['/out/c.png', '/art/c.png', 'refused', 'exists'],
  ]);
});

test('a file whose sidecar is not as the batch left it is refused', () => {
  const sidecar = { from: '/art/a.png.xmp', to: '/out/a.png.xmp', size: 1, mtimeMs: 0 };
  const plan = (xmp: Record<string, string>) =>
    shown(planUndo([moved('a.png', 1, [sidecar])], diskWith({ '/out/a.png': 'a', ...xmp }), options))[0]?.slice(2);
  expect(plan({ '/out/a.png.xmp': 'x' })).toEqual(['change']);
  expect(plan({ '/out/a.png.xmp': 'edited' })).toEqual(['refused', 'changed']);
  expect(plan({})).toEqual(['refused', 'gone']);
});

test('a copy goes only while its original is there and is the same, byte for byte', () => {
  const disk = diskWith({
    '/out/a.png': 'a',
    '/art/a.png': 'a',
    '/out/b.png': 'b',
    '/art/b.png': 'x',
    '/out/c.png': 'c',
  });
  const compared: string[] = [];
  const sameBytes = (original: string, copy: string) => {
    compared.push(original);
    return disk.contents().get(original) === disk.contents().get(copy);
  };
  const files = [moved('a.png', 1), moved('b.png', 1), moved('c.png', 1)];
  expect(shown(planDiscard(files, disk, options, sameBytes)).map(([from, , ...rest]) => [from, ...rest])).toEqual([
    ['/out/a.png', 'change'],
    ['/out/b.png', 'refused', 'changed'],
    ['/out/c.png', 'refused', 'gone'],
  ]);
  expect(compared).toEqual(['/art/a.png', '/art/b.png']);
});
