import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultRename, type RenamePlan, type RenameRequest } from '../../../electron/contract/rename/rename-model.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { blue, draw, grey, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';
import { undoRename } from '../../support/rename/undo-rename.ts';

const page = { offset: 0, limit: 100 };

/** Two pictures of Mika and one of Ren, indexed and named; `1.png` has a sidecar. */
async function library(here: Bench, options: { watch?: boolean } = {}) {
  for (const [k, colour] of [red, red, blue, blue].entries())
    await draw(here.art, `${k + 1}.png`, [shade(colour, k)], k);
  await writeFile(join(here.art, '1.png.xmp'), 'side');
  const opened = here.open(options);
  await opened.engine.addFolder(here.art);
  await opened.engine.whenIdle();
  const [a, b] = await opened.engine.listCharacters();
  const first = (await opened.engine.listFaces(a!.id, page)).some(({ path }) => path.endsWith('1.png'));
  await opened.engine.nameCharacter(a!.id, first ? 'Mika' : 'Ren');
  await opened.engine.nameCharacter(b!.id, first ? 'Ren' : 'Mika');
  await opened.engine.whenIdle();
  return opened;
}

async function preview(engine: Engine, more: Partial<RenameRequest> & { template: string }): Promise<RenamePlan> {
  return engine.previewRename({ ...defaultRename, ...more });
}

/** Who is in which file, as the library says. */
async function cast(engine: Engine): Promise<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const { id, name } of await engine.listCharacters()) {
    for (const { path } of await engine.listFaces(id, page)) shown[path] = name ?? 'unnamed';
  }
  return shown;
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}

test('a preview says what every file becomes, and moves nothing', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const plan = await preview(opened.engine, { template: '{character}_{index:000}' });
  expect(plan.counts).toEqual({ change: 4, same: 0, refused: 0, leftOut: 0, unnamed: 0, sidecars: 1 });
  const rows = await opened.engine.listRenameRows(plan.id, {}, page);
  expect(rows.map(({ from, to, characters }) => [from, to, characters])).toEqual([
    [join(here.art, '1.png'), join(here.art, 'Mika_001.png'), ['Mika']],
    [join(here.art, '2.png'), join(here.art, 'Mika_002.png'), ['Mika']],
    [join(here.art, '3.png'), join(here.art, 'Ren_001.png'), ['Ren']],
    [join(here.art, '4.png'), join(here.art, 'Ren_002.png'), ['Ren']],
  ]);
  expect(rows[0]?.sidecars).toEqual([{ from: join(here.art, '1.png.xmp'), to: join(here.art, 'Mika_001.png.xmp') }]);
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '2.png', '3.png', '4.png']);
});

test('what was previewed is what is on disk afterwards, the library follows, and undo brings all of it back', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const before = await cast(engine);
  const bytes = await readFile(join(here.art, '1.png'));
  const plan = await preview(engine, { template: '{character}/{character}_{index}' });
  const rows = await engine.listRenameRows(plan.id, {}, page);
  const { outcome, batch } = await engine.applyRename(plan.id);
  expect([outcome, batch.state, batch.files, batch.kind]).toEqual(['applied', 'applied', 4, 'rename']);
  expect(await names(here.art)).toEqual(['Mika', 'Ren']);
  expect(await names(join(here.art, 'Mika'))).toEqual(['Mika_1.png', 'Mika_1.png.xmp', 'Mika_2.png']);
  expect(await readFile(join(here.art, 'Mika/Mika_1.png'))).toEqual(bytes);
  const after = await cast(engine);
  for (const { from, to } of rows) expect(after[to]).toBe(before[from]);
  expect(Object.keys(after)).toHaveLength(4);

  expect((await undoRename(engine, batch.id)).outcome).toBe('applied');
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '2.png', '3.png', '4.png']);
  expect(await cast(engine)).toEqual(before);
  expect((await engine.listRenameBatches(page)).map(({ kind, state, undoes }) => [kind, state, undoes])).toEqual([
    ['undo', 'applied', batch.id],
    ['rename', 'undone', null],
  ]);
  await expect(undoRename(engine, batch.id)).rejects.toMatchObject({ code: 'batch-not-undoable' });
});

test('an undone batch can be done again by undoing the undo', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const { batch } = await engine.applyRename((await preview(engine, { template: '{character}_{index}' })).id);
  const undo = await undoRename(engine, batch.id);
  await undoRename(engine, undo.batch.id);
  expect(await names(here.art)).toEqual(['Mika_1.png', 'Mika_1.png.xmp', 'Mika_2.png', 'Ren_1.png', 'Ren_2.png']);
});

test('files that swap names keep their contents and their names in the library', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const before = await cast(engine);
  const plan = await preview(engine, { template: '{stem}' });
  const rows = await engine.listRenameRows(plan.id, {}, page);
  const file = (name: string) => rows.find(({ from }) => from === join(here.art, name))!.file!;
  const overrides = [
    { file: file('1.png'), name: '3.png' },
    { file: file('3.png'), name: '1.png' },
  ];
  await engine.applyRename((await preview(engine, { template: '{stem}', overrides })).id);
  await engine.whenIdle();
  const after = await cast(engine);
  expect([after[join(here.art, '1.png')], after[join(here.art, '3.png')]]).toEqual(['Ren', 'Mika']);
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  expect(await names(here.art)).toEqual(['1.png', '2.png', '3.png', '3.png.xmp', '4.png']);
});

test('pictures that are sorted into a folder outside take the library there, and undo takes them home', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const sorted = join(here.art, '..', 'sorted');
  const before = await cast(engine);
  const { batch } = await engine.applyRename(
    (await preview(engine, { template: '{character}/{stem}', mode: 'move', to: sorted })).id,
  );
  expect((await engine.listFolders()).map(({ path }) => path)).toEqual([here.art, sorted]);
  expect(Object.keys(await cast(engine)).sort()).toEqual(
    ['Mika/1.png', 'Mika/2.png', 'Ren/3.png', 'Ren/4.png'].map((name) => join(sorted, name)),
  );
  await undoRename(engine, batch.id);
  await engine.whenIdle();
  expect(await cast(engine)).toEqual(before);
  expect(existsSync(join(sorted, 'Mika'))).toBe(false);
});

test('copies leave the originals, are known where the library is, and undo removes only copies that are as they were', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const to = join(here.art, 'copies');
  const { batch } = await engine.applyRename(
    (await preview(engine, { template: '{character}_{index}', mode: 'copy', to })).id,
  );
  expect(await names(to)).toEqual(['Mika_1.png', 'Mika_1.png.xmp', 'Mika_2.png', 'Ren_1.png', 'Ren_2.png']);
  expect(
    (await engine.getPicture((await engine.listFaces(null, page))[0]?.picture ?? (1 as never))).paths,
  ).toHaveLength(2);
  await writeFile(join(to, 'Ren_1.png'), 'painted over');
  await rm(join(here.art, '4.png'));
  const plan = await engine.previewUndoRename(batch.id);
  const refused = await engine.listRenameRows(plan.id, { fate: 'refused' }, page);
  expect(refused.map(({ from, problems }) => [from, problems[0]?.kind])).toEqual([
    [join(to, 'Ren_1.png'), 'changed'],
    [join(to, 'Ren_2.png'), 'gone'],
  ]);
  expect((await engine.applyRename(plan.id)).outcome).toBe('applied');
  expect(await names(to)).toEqual(['Ren_1.png', 'Ren_2.png']);
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '2.png', '3.png', 'copies']);
});

test('undo names what changed since, and takes back the rest', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const { batch } = await engine.applyRename((await preview(engine, { template: '{character}_{index}' })).id);
  await writeFile(join(here.art, 'Mika_2.png'), 'another picture');
  await rm(join(here.art, 'Ren_1.png'));
  await writeFile(join(here.art, '4.png'), 'in the way');
  const plan = await engine.previewUndoRename(batch.id);
  expect(plan.counts).toMatchObject({ change: 1, refused: 3 });
  const refused = await engine.listRenameRows(plan.id, { fate: 'refused' }, page);
  expect(refused.map(({ problems }) => problems.map(({ kind }) => kind))).toEqual([['changed'], ['gone'], ['exists']]);
  await engine.applyRename(plan.id);
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '4.png', 'Mika_2.png', 'Ren_2.png']);
});

test('a file that changed after the preview stops the batch before anything moves', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const plan = await preview(engine, { template: '{character}_{index}' });
  await writeFile(join(here.art, '3.png'), 'new');
  const { outcome, failure } = await engine.applyRename(plan.id);
  expect([outcome, failure]).toEqual(['rolled-back', { path: join(here.art, '3.png'), reason: 'changed' }]);
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '2.png', '3.png', '4.png']);
});

test('a target that appears after the preview is not written over, and the others go back', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const plan = await preview(engine, { template: '{character}_{index}' });
  await writeFile(join(here.art, 'Ren_2.png'), 'mine');
  const { outcome, failure } = await engine.applyRename(plan.id);
  expect([outcome, failure]).toEqual(['rolled-back', { path: join(here.art, 'Ren_2.png'), reason: 'target-appeared' }]);
  expect(await names(here.art)).toEqual(['1.png', '1.png.xmp', '2.png', '3.png', '4.png', 'Ren_2.png']);
  expect(await readFile(join(here.art, 'Ren_2.png'), 'utf8')).toBe('mine');
});

test('a watched library takes its own renames for what they are: nothing is looked at again', async () => {
  await using here = await bench();
  await using opened = await library(here, { watch: true });
  const { engine, until } = opened;
  await engine.applyRename((await preview(engine, { template: '{character}/{character}_{index}' })).id);
  // A picture that the watcher does report, after all that it had to say of the renames.
  await draw(here.art, 'new.png', [shade(red, 9)], 9);
  await until(async () => (await engine.status()).pictures === 5);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ pictures: 5, faces: 5, skipped: 0 });
});

test('presets are kept by name, across restarts', async () => {
  await using here = await bench();
  await using first = here.open();
  const { scope: _scope, overrides: _overrides, ...request } = { ...defaultRename, template: '{character}' };
  await first.engine.saveRenamePreset({ name: 'by name', request });
  await first.engine.saveRenamePreset({ name: 'by name', request: { ...request, template: '{stem}' } });
  await first.engine.saveRenamePreset({ name: 'other', request });
  await first.engine.removeRenamePreset('other');
  await first[Symbol.asyncDispose]();
  await using second = here.open();
  expect(await second.engine.listRenamePresets()).toEqual([
    { name: 'by name', request: { ...request, template: '{stem}' } },
  ]);
});

test('a wrong template is told with its place, and gives no rows', async () => {
  await using here = await bench();
  await using opened = here.open();
  const plan = await preview(opened.engine, { template: '{charcter}' });
  expect(plan.templateErrors).toEqual([{ kind: 'unknown-token', from: 0, to: 10, subject: '{charcter}' }]);
  await expect(opened.engine.applyRename(plan.id)).rejects.toMatchObject({ code: 'nothing-to-rename' });
});

test('a plan that was carried out, or was never made, is gone', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const plan = await preview(engine, { template: '{character}_{index}' });
  await engine.applyRename(plan.id);
  await expect(engine.applyRename(plan.id)).rejects.toMatchObject({ code: 'plan-gone' });
  await expect(engine.listRenameRows(999 as never, {}, page)).rejects.toMatchObject({ code: 'plan-gone' });
});

test('nothing is moved into the library’s own folder, though its path leads through a link', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await mkdir(join(here.library, 'x'));
  await symlink(here.library, join(here.art, 'link'));
  for (const folder of [
    here.library,
    join(here.library, 'x'),
    join(here.art, 'link'),
    join(here.art, 'link/not there'),
  ]) {
    const into = preview(opened.engine, { template: '{stem}', mode: 'move', to: folder });
    await expect(into).rejects.toMatchObject({ code: 'not-writable' });
  }
});

test('a suggestion is unsure and a confirmed face is sure, however alike they are', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const ren = (await engine.listCharacters()).find(({ name }) => name === 'Ren')!;
  await draw(here.art, '5.png', [shade(blue, 1), grey], 9);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const unsure = async (rule: RenameRequest['unsure']) => {
    const plan = await preview(engine, {
      template: '{character}_{index}',
      unsure: rule,
      scope: { characters: [ren.id] },
    });
    return (await engine.listRenameRows(plan.id, {}, page)).map(({ to }) => basename(to));
  };
  expect(await unsure({ do: 'use' })).toEqual(['Ren_1.png', 'Ren_2.png', 'Ren_3.png']);
  expect(await unsure({ do: 'skip' })).toEqual(['Ren_1.png', 'Ren_2.png']);
  expect(await unsure({ do: 'word', word: 'maybe' })).toEqual(['Ren_1.png', 'Ren_2.png', 'maybe_1.png']);
  await engine.acceptAll(ren.id);
  expect(await unsure({ do: 'skip' })).toEqual(['Ren_1.png', 'Ren_2.png', 'Ren_3.png']);
});

test('hidden characters and what is no face name no file, unless the character is asked for', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const [mika, ren] = ['Mika', 'Ren'].map(
    (wanted) => async () => (await engine.listCharacters()).find(({ name }) => name === wanted)!,
  );
  const [face] = await engine.listFaces((await mika!()).id, { offset: 0, limit: 1 });
  await engine.markNotFace([face!.id]);
  await engine.setHidden([(await ren!()).id], true);
  const plan = await preview(engine, { template: '{character}' });
  expect(plan.counts).toMatchObject({ change: 1, unnamed: 3 });
  const asked = await preview(engine, { template: '{character}_{index}', scope: { characters: [(await ren!()).id] } });
  expect(asked.counts).toMatchObject({ change: 2, unnamed: 0 });
});
