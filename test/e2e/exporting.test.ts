import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { chooseInFileMenu, expect, folderOf, look, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

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

  await chooseInFileMenu(app, 'Export Names…');
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
  await page.keyboard.press('Escape');

  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('Shift+E');
  await dialog.getByRole('radio', { name: 'XMP in files' }).check();
  await dialog.getByRole('button', { name: /^Write into \d+ files?$/ }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/\d+ files? (has its|have their) names$/);
  const [picture = ''] = sprites.sylvie.map((path) => join(art, basename(path))).toSorted();
  expect((await readFile(picture)).includes('mwg-rs:Name="Sylvie"')).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+E');
  await dialog.getByRole('radio', { name: 'Captions' }).check();
  await dialog.getByTestId('caption-template').fill('{character:tag}, {nobody}');
  await dialog.getByTestId('caption-template').press('Tab');
  await expect(dialog.getByRole('alert')).toHaveText('This cannot be read: {nobody}');
  await dialog.getByTestId('caption-template').fill('{character:tag}, art');
  await dialog.getByTestId('caption-template').press('Tab');
  await dialog.getByRole('button', { name: /^Write \d+ captions?$/ }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/\d+ captions? written$/);
  expect(await readFile(picture.replace(/\.\w+$/, '.txt'), 'utf8')).toBe('sylvie, art\n');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Shift+E');
  await dialog.getByRole('radio', { name: 'Cast sheet' }).check();
  const sheet = join(home, 'cast.png');
  await answerDialog(sheet);
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/1 character is in cast\.png$/);
  const head = (await readFile(sheet)).subarray(0, 24);
  expect([head.toString('latin1', 1, 4), head.readUInt32BE(16)]).toEqual(['PNG', 1_560]);
  await page.keyboard.press('Escape');

  // The files have other bytes now, and are the same pictures: the group is as it was.
  await page.getByRole('button', { name: /^Pictures/ }).click();
  const tiles = page.getByTestId('picture-tile');
  await expect(tiles).toHaveCount(sprites.sylvie.length);
  await page.getByRole('checkbox', { name: 'Stack versions' }).check();
  const badge = page.getByTestId('stack-badge').first();
  await expect(badge).toBeVisible();
  const stacked = await tiles.count();
  expect(stacked).toBeLessThan(sprites.sylvie.length);
  await look(page, '15-stacks');
  const count = Number(await badge.textContent());
  await badge.click();
  await expect(tiles).toHaveCount(stacked + count - 1);
  await tiles.nth(0).focus();
  await page.keyboard.press('t');
  await expect(tiles).toHaveCount(stacked);
});

test('a cast sheet as a picture shows all of a cast that no screen would show', async ({ home, sprites, start }) => {
  const art = join(home, 'art');
  const pictures = [...sprites.sylvie, ...sprites.eileen, ...sprites.lucy].slice(0, 13);
  for (const [k, picture] of pictures.entries()) {
    await mkdir(join(art, `Guard ${k}`), { recursive: true });
    await cp(picture, join(art, `Guard ${k}`, basename(picture)));
  }
  const { app, page, answerDialog } = await start(art);
  await untilIndexed(page, pictures.length);
  await chooseInFileMenu(app, 'Import Names…');
  await page.getByLabel('Each folder inside is a character').check();
  await answerDialog(art);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-done')).toContainText('(13 characters)');
  await page.keyboard.press('Escape');

  await chooseInFileMenu(app, 'Export Names…');
  const dialog = page.getByRole('dialog', { name: 'Export names' });
  await dialog.getByRole('radio', { name: 'Cast sheet' }).check();
  const sheet = join(home, 'cast.png');
  await answerDialog(sheet);
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByTestId('export-done')).toHaveText(/13 characters are in cast\.png$/);
  const { width, height } = await sharp(sheet).metadata();
  expect([width, height > 1_600]).toEqual([1_560, true]);
  /** How far the pixels of a part are from white on average. */
  const inked = async (left: number, top: number, wide: number, high: number) => {
    const part = await sharp(sheet).extract({ left, top, width: wide, height: high }).png().toBuffer();
    const { channels } = await sharp(part).flatten().stats();
    return Math.max(...channels.slice(0, 3).map(({ mean }) => 255 - mean));
  };
  // The last of four rows has one card, on the left; the margins, where a scroll bar would be, are white.
  expect(await inked(80, height - 500, 320, 320)).toBeGreaterThan(20);
  expect(await inked(width / 2, height - 500, width / 2, 400)).toBe(0);
  expect(await inked(width - 60, 0, 60, height)).toBe(0);
});
