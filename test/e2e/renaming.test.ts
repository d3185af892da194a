import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, folderOf, nameFirstGroup, look, test, untilIndexed } from './dramatis.ts';

test('files of a named character are previewed, renamed, and have their names back after an undo', async ({
  home,
  sprites,
  start,
}) => {
  const art = await folderOf(home, sprites.sylvie);
  const before = sprites.sylvie.map((path) => basename(path)).sort();
  const { page } = await start(art);
  await untilIndexed(page, before.length);
  await nameFirstGroup(page, 'Sylvie');

  await page.getByRole('navigation').getByRole('button', { name: 'Rename files' }).click();
  const rows = page.getByTestId('rename-row');
  await expect(rows.first()).toHaveAccessibleName(/^sylvie .*\.png becomes Sylvie_001\.png, Sylvie/);
  await look(page, '9-rename-preview');
  const apply = page.getByTestId('apply-rename');
  await expect(apply).toHaveText(/^Rename \d+ files$/);
  await apply.click();

  await expect(page.getByTestId('rename-result')).toHaveAttribute('data-outcome', 'applied');
  await look(page, '10-rename-result');
  const renamed = await readdir(art);
  expect(renamed).toContain('Sylvie_001.png');
  expect(renamed).toHaveLength(before.length);

  await page.getByTestId('rename-result').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await readdir(art)).sort()).toEqual(before);
  await expect(page.getByTestId('rename-result')).toContainText(/files? (is|are) back/);
  // The history of everything is not behind what has been told.
  await page.locator('[data-view="history"]').click();
  await expect(page.getByTestId('history').getByTestId('batch-row')).toHaveCount(2);
  await page.locator('[data-view="rename"]').click();
  await page.getByRole('group', { name: 'Preview or history' }).getByText('History', { exact: true }).click();
  await expect(page.getByTestId('batch-row')).toHaveCount(2);
  await look(page, '11-rename-history');
});

test('the keyboard alone finds the view, completes a field, types over one name, leaves one out and renames', async ({
  home,
  sprites,
  start,
}) => {
  const art = await folderOf(home, sprites.sylvie);
  const { page } = await start(art);
  await untilIndexed(page, sprites.sylvie.length);
  await nameFirstGroup(page, 'Sylvie');
  await page.keyboard.press('Shift+R');

  const template = page.getByTestId('template-input');
  await template.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{char');
  await expect(page.getByRole('listbox', { name: 'Fields' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('-{ste');
  await expect(page.getByRole('option', { name: '{stem}' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(template).toHaveValue('{character}-{stem}');

  const rows = page.getByTestId('rename-row');
  await expect(rows.first()).toHaveAccessibleName(/becomes Sylvie-sylvie/);
  await rows.first().focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Title');
  await page.keyboard.press('Enter');
  await expect(rows.first()).toHaveAccessibleName(/becomes Title\.png/);
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText('1 skipped', { exact: true })).toBeVisible();
  await expect(page.getByTestId('apply-rename')).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page.getByTestId('rename-result')).toHaveAttribute('data-outcome', 'applied');
  const renamed = await readdir(art);
  expect(renamed).toContain('Title.png');
  expect(renamed.filter((name) => name.startsWith('Sylvie-'))).not.toHaveLength(0);
  expect(renamed).toHaveLength(sprites.sylvie.length);
});
