import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultRename } from '../../../electron/contract/rename/rename-model.ts';
import { draw, red, shade } from '../../support/drawn.ts';
import { bench } from '../../support/library.ts';
import { undoRename } from '../../support/rename/undo-rename.ts';

const page = { offset: 0, limit: 100 };
// 255 bytes, the most that a file system allows: 83 letters of three bytes and `.png`, and two more.
const longest = `${'あ'.repeat(83)}xx.png`;
// On Windows nothing gets a path that Explorer cannot open.
const longPaths = process.platform !== 'win32';
const deep = Array.from({ length: longPaths ? 12 : 2 }, (_, k) => `a folder of many letters ${k}`).join('/');
const names = ['白石 凛.png', 'が.png', 'か\u3099.png', '👩\u200d🎨.png', 'e\u0301.png', longest, `${deep}/deep.png`];

test('Japanese, emoji, combining marks, names of 255 bytes and paths of 300 characters are renamed and come back', async () => {
  await using here = await bench();
  for (const [k, name] of names.entries()) await draw(here.art, name, [shade(red, k)], k);
  await using opened = here.open();
  const { engine } = opened;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const before = (await readdir(here.art, { recursive: true })).sort();
  expect(Buffer.byteLength(longest)).toBe(255);
  expect(join(here.art, deep).length > 300).toBe(longPaths);

  const tooLong = await engine.previewRename({ ...defaultRename, template: 'x{stem}' });
  const refused = await engine.listRenameRows(tooLong.id, { fate: 'refused' }, page);
  // New names are composed (NFC): the two spellings of が would become one name.
  expect(new Map(refused.map(({ from, problems }) => [from, problems[0]?.kind]))).toEqual(
    new Map([
      [join(here.art, longest), 'name-too-long'],
      [join(here.art, 'が.png'), 'same-target'],
      [join(here.art, 'か\u3099.png'), 'same-target'],
    ]),
  );

  const counter = { per: 'batch', start: 1 } as const;
  const plan = await engine.previewRename({ ...defaultRename, template: '絵 🎨 {index}', counter });
  const { outcome, batch } = await engine.applyRename(plan.id);
  expect([outcome, batch.files]).toEqual(['applied', names.length]);
  expect((await readdir(here.art)).filter((name) => name.startsWith('絵 🎨 '))).toHaveLength(names.length - 1);
  expect((await undoRename(engine, batch.id)).outcome).toBe('applied');
  expect((await readdir(here.art, { recursive: true })).sort()).toEqual(before);
});
