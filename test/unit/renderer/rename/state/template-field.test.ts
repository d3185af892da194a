import { expect, test } from 'vitest';
import { completeTemplate } from '../../../../../electron/engine/rename/naming/completion.ts';
import { parseTemplate } from '../../../../../electron/engine/rename/naming/template.ts';
import { tokenList } from '../../../../../electron/engine/rename/naming/tokens.ts';
import { RenameForm } from '../../../../../renderer/rename/state/rename-form.svelte.ts';
import { TemplateField } from '../../../../../renderer/rename/state/template-field.svelte.ts';

/** A field over the engine's own rules. */
function fieldWith(template: string) {
  const form = new RenameForm();
  form.template = template;
  const field = new TemplateField(
    {
      checkTemplate: async (text, caret) => ({
        errors: parseTemplate(text).errors,
        completion: caret === null ? null : completeTemplate(text, caret),
        tokens: tokenList,
      }),
    },
    form,
  );
  const press = (key: string, more = {}) =>
    field.handleKey({ key, isComposing: false, ctrlKey: false, ...more }, field.caret);
  return { form, field, press };
}

test('after a brace the fields that begin so are offered, and Return puts the chosen one in', async () => {
  const { form, field, press } = fieldWith('');
  await field.type('{character}_{ind', 16);
  expect(field.choices.map(({ insert }) => insert)).toEqual(['{index}', '{index:000}']);
  press('ArrowDown');
  expect(press('Enter')).toBe(true);
  expect(form.template).toBe('{character}_{index:000}');
  expect(field.caret).toBe(form.template.length);
  expect(field.open).toBe(false);
});

test('Return that comes before the answer to the last letter takes that letter too', async () => {
  const { form, field, press } = fieldWith('');
  await field.type('{cha-x', 4);
  const last = field.type('{char-x', 5);
  expect(press('Enter')).toBe(true);
  expect(form.template).toBe('{character}-x');
  expect(field.caret).toBe('{character}'.length);
  await last;
  expect(field.open).toBe(false);
});

test('what no field begins with closes the list before the answer', async () => {
  const { form, field, press } = fieldWith('');
  await field.type('{cha', 4);
  const last = field.type('{chaos', 6);
  expect(press('Enter')).toBe(false);
  await last;
  expect(form.template).toBe('{chaos');
});

test('Control and space offer every field at the caret', async () => {
  const { form, field, press } = fieldWith('a_b');
  await field.type('a_b', 2);
  expect(press(' ', { ctrlKey: true })).toBe(true);
  await expect.poll(() => field.open).toBe(true);
  await field.take(field.choices.findIndex(({ insert }) => insert === '{outfit?}'));
  expect(form.template).toBe('a_{outfit?}b');
});

test('Escape closes the list and leaves what was typed; then it belongs to the window again', async () => {
  const { form, field, press } = fieldWith('');
  await field.type('{ch', 3);
  expect(press('Escape')).toBe(true);
  expect(field.open).toBe(false);
  expect(form.template).toBe('{ch');
  expect(press('Escape')).toBe(false);
});

test('Return that an input method needs is left to it', async () => {
  const { field, press } = fieldWith('');
  await field.type('{', 1);
  expect(press('Enter', { isComposing: true })).toBe(false);
  expect(field.open).toBe(true);
});

test('an answer that comes late does not take the place of a newer one', async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const form = new RenameForm();
  const field = new TemplateField(
    {
      checkTemplate: async (text) => {
        const wait = Promise.withResolvers<void>();
        answers.push(wait);
        await wait.promise;
        return { errors: parseTemplate(text).errors, completion: null, tokens: tokenList };
      },
    },
    form,
  );
  const older = field.type('{', 1);
  const newer = field.type('{stem}', 6);
  answers[1]?.resolve();
  await newer;
  answers[0]?.resolve();
  await older;
  expect(field.errors).toEqual([]);
});
