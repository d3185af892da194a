import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, folderOf, look, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

test('names go into a table and into sidecars from the window, with a look at what is written first', async ({
  home,
  sprites,
  start,
}) => {
  const art = await folderOf(home, sprites.sylvie);
  const { app, page, answerDialog } = await start(art);
  await untilIndexed(page, sprites.sylvie.length);
  await nameFirstGroup(page, 'Sylvie');
  const dialog = page.getByRole('dialog', { name: 'Export names' });

  await app.evaluate(({ Menu }) => {
    const [file] = Menu.getApplicationMenu()?.items ?? [];
    file?.submenu?.items.find(({ label }) => label === 'Export Names…')?.click();
  });
  await expect(dialog.getByTestId('export-counts')).toHaveText(/^\d+ faces in \d+ files$/);
  await look(page, '12-export-table');
  const table = join(home, 'faces.csv');
  await answerDialog(table);
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/\d+ faces are in faces\.csv$/);
  expect(await readFile(table, 'utf8')).toContain('Sylvie');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('Shift+E');
  await expect(dialog.getByRole('radio', { name: 'Only Sylvie' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'XMP sidecars' }).check();
  await expect(dialog.getByTestId('sidecar-plan')).toHaveText(/\d+ new sidecars?/);
  await look(page, '13-export-sidecars');
  expect((await readdir(art)).filter((name) => name.endsWith('.xmp'))).toEqual([]);
  await dialog.getByRole('button', { name: /^Write \d+ sidecars?$/ }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/\d+ sidecars? written$/);
  await look(page, '14-export-done');
  const written = (await readdir(art)).filter((name) => name.endsWith('.xmp'));
  expect(written).not.toHaveLength(0);
  expect(await readFile(join(art, written[0] ?? ''), 'utf8')).toContain('mwg-rs:Name="Sylvie"');
});
