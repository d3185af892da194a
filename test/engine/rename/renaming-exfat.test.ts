import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { defaultRename, type RenameRequest } from '../../../electron/contract/rename/rename-model.ts';
import { Renames } from '../../../electron/engine/rename/renames.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { knowFiles } from '../../support/rename/known-files.ts';
import { mountExfat } from '../../support/rename/exfat.ts';

const disk = mountExfat();
if (typeof disk === 'string') console.warn(`renaming on a file system that ignores case is not checked: ${disk}`);
const page = { offset: 0, limit: 100 };
const quiet = { progress: () => undefined, cancelled: () => false };
let runs = 0;

afterAll(() => {
  if (typeof disk !== 'string') disk[Symbol.dispose]();
});
beforeEach((context) => {
  if (typeof disk === 'string') context.skip(disk);
});

/** A folder with these files, each saying its own name, and a library beside it that knows them. */
function library(names: readonly string[]) {
  const root = join(typeof disk === 'string' ? '' : disk.root, `test-${(runs += 1)}`);
  const art = join(root, 'art');
  mkdirSync(art, { recursive: true });
  for (const name of names) writeFileSync(join(art, name), name);
  const opened = openDatabase(join(root, 'library'));
  const files = knowFiles(opened.db, art);
  const renames = new Renames(opened.db, { library: join(root, 'library') });
  const plan = (targets: Readonly<Record<string, string>>) => {
    const overrides = [...files].flatMap(([name, file]) => ({ file, name: targets[name] ?? null }));
    const request: RenameRequest = { ...defaultRename, template: '{stem}', overrides };
    return renames.preview(request);
  };
  const contents = () =>
    Object.fromEntries(readdirSync(art).map((name) => [name, readFileSync(join(art, name), 'utf8')]));
  return { art, renames, plan, contents, [Symbol.dispose]: () => opened[Symbol.dispose]() };
}

test('this file system is what the tests below are about: it ignores case and has no hard links', () => {
  using here = library(['a.png']);
  expect(readFileSync(join(here.art, 'A.PNG'), 'utf8')).toBe('a.png');
  expect(() => linkSync(join(here.art, 'a.png'), join(here.art, 'b.png'))).toThrow(/EPERM/);
});

test.each([
  ['a name that changes in case only', ['ann.png'], { 'ann.png': 'Ann.png' }],
  ['a swap', ['a.png', 'b.png'], { 'a.png': 'b.png', 'b.png': 'a.png' }],
  ['a swap that changes case too', ['a.png', 'b.png'], { 'a.png': 'B.png', 'b.png': 'A.png' }],
  ['a cycle of three', ['a.png', 'b.png', 'c.png'], { 'a.png': 'b.png', 'b.png': 'c.png', 'c.png': 'a.png' }],
  ['a chain onto a name in another case', ['a.png', 'b.png'], { 'a.png': 'B.PNG', 'b.png': 'c.png' }],
  ['a sidecar that follows', ['a.png', 'a.png.xmp'], { 'a.png': 'A.png' }],
  ['a name that changes its Unicode form only', ['か\u3099.png'], { 'か\u3099.png': 'が.png' }],
])('%s is carried out and comes back', (_what, names, targets: Record<string, string>) => {
  using here = library(names);
  const before = here.contents();
  const plan = here.plan(targets);
  expect(plan.counts).toMatchObject({ change: Object.keys(targets).length, refused: 0 });
  const rows = here.renames.rows(plan.id, {}, page);
  const promised = rows
    .flatMap(({ from, to, sidecars }) => [{ from, to }, ...sidecars])
    .map(({ from, to }) => [to, from]);
  const { outcome, batch } = here.renames.apply(plan.id, quiet);
  expect(outcome).toBe('applied');
  const after = here.contents();
  expect(
    new Set(Object.entries(after).map(([name, content]) => [join(here.art, name), join(here.art, content)])),
  ).toEqual(new Set(promised));
  expect(here.renames.apply(here.renames.previewUndo(batch.id).id, quiet).outcome).toBe('applied');
  expect(here.contents()).toEqual(before);
});

test('a name that is taken in another case, and two new names that differ in case only, are refused before anything moves', () => {
  using here = library(['a.png', 'b.png', 'c.png', 'Taken.png']);
  const plan = here.plan({ 'a.png': 'taken.png', 'b.png': 'New.png', 'c.png': 'new.png', 'Taken.png': 'Taken.png' });
  const refused = here.renames.rows(plan.id, { fate: 'refused' }, page);
  expect(refused.map(({ problems }) => problems[0]?.kind)).toEqual(['twin', 'twin', 'twin']);
});

test('two files whose names differ in Unicode form only are two here, and both are renamed', () => {
  using here = library(['が.png', 'か\u3099.png']);
  const plan = here.plan({ 'が.png': '1.png', 'か\u3099.png': '2.png' });
  const { outcome, batch } = here.renames.apply(plan.id, quiet);
  expect([outcome, here.contents()]).toEqual(['applied', { '1.png': 'が.png', '2.png': 'か\u3099.png' }]);
  here.renames.apply(here.renames.previewUndo(batch.id).id, quiet);
  expect(here.contents()).toEqual({ 'が.png': 'が.png', 'か\u3099.png': 'か\u3099.png' });
});
