import { expect, test } from 'vitest';
import type { CharacterId } from '../../../../../electron/contract/ids.ts';
import type { FileId } from '../../../../../electron/contract/rename/rename-model.ts';
import { renameSchemas } from '../../../../../electron/contract/rename/rename-api.ts';
import { RenameForm } from '../../../../../renderer/rename/state/rename-form.svelte.ts';

const file = 7 as FileId;

test('a form that nobody has touched is a request that the engine takes', () => {
  const { request } = new RenameForm();
  expect(renameSchemas.previewRename.parse([request])).toEqual([request]);
});

test('what is missing is said: the folder to go to, the characters', () => {
  const form = new RenameForm();
  form.mode = 'move';
  expect(form.missing).toBe('target');
  form.to = '/sorted';
  expect(form.missing).toBe(null);
  form.only([]);
  expect(form.missing).toBe('characters');
  form.only([3 as CharacterId]);
  expect(form.request.scope).toEqual({ characters: [3] });
});

test('a folder that was chosen for moving is not sent when files stay in theirs', () => {
  const form = new RenameForm();
  Object.assign(form, { mode: 'move', to: '/sorted' });
  form.mode = 'rename';
  expect(form.request.to).toBe(null);
});

test('one folder per character is the beginning of the template', () => {
  const form = new RenameForm();
  form.template = '{stem}';
  form.setFolderPerCharacter(true);
  form.setFolderPerCharacter(true);
  expect(form.template).toBe('{character}/{stem}');
  form.setFolderPerCharacter(false);
  expect(form.template).toBe('{stem}');
});

test('a name that was typed over can be taken back, and other files that are meant begin without any', () => {
  const form = new RenameForm();
  form.override(file, 'Mika.png');
  expect(form.request.overrides).toEqual([{ file, name: 'Mika.png' }]);
  form.override(file, undefined);
  expect(form.request.overrides).toEqual([]);
  form.override(file, null);
  form.only([1 as CharacterId]);
  expect(form.request.overrides).toEqual([]);
});

test('a preset brings the settings, not the files', () => {
  const form = new RenameForm();
  form.only([1 as CharacterId]);
  const request = { ...form.settings, template: '{stem}', counter: { per: 'batch', start: 10 } } as const;
  form.use({ name: 'plain', request });
  expect(form.request).toMatchObject({
    template: '{stem}',
    counter: { per: 'batch', start: 10 },
    scope: { characters: [1] },
  });
});
