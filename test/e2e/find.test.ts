import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, folderOf, groupNamed, look, test, untilIndexed } from './dramatis.ts';

const results = (page: Page) => page.getByRole('grid', { name: 'Matching faces' });

async function findSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Find by sample' }).click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await expect(results(page)).toBeVisible();
}

test('one key names all of "same", as many as the border takes, and undo takes the name back', async ({
  home,
  sprites,
  start,
}) => {
  const [sample = '', ...others] = sprites.sylvie;
  const { page, answerDialog } = await start(await folderOf(home, [...others, ...sprites.lucy]));
  await untilIndexed(page, others.length + sprites.lucy.length);
  await answerDialog(sample);
  await findSample(page);
  await expect(page.getByTestId('same-counts')).toContainText(/% right/);

  // The border moves by keyboard: as far as it goes, it takes every face.
  await page.getByTestId('border-same').focus();
  await page.keyboard.press('Home');
  await expect(results(page).getByRole('rowheader', { name: /^Probably different 0$/ })).toBeHidden();
  await page.getByTestId('border-same').press('End');
  await expect(page.getByTestId('same-counts')).toContainText('0 faces');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('same-counts')).toContainText(/^[1-9]\d* faces/);
  await look(page, '20-find-bands');

  await results(page).getByRole('gridcell').first().focus();
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: 'Name of the character' }).fill('Sylvie');
  await look(page, '21-name-all');
  await page.keyboard.press('Enter');
  await expect(results(page).getByRole('gridcell').first()).toHaveAccessibleName(/^Sylvie, /);
  await page.getByRole('button', { name: 'Groups' }).click();
  await expect(groupNamed(page, 'Sylvie')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(groupNamed(page, 'Sylvie')).toBeHidden();
});

test('a face found is one more sample of its character', async ({ home, sprites, start }) => {
  const [sample = '', ...others] = sprites.sylvie;
  const { page, answerDialog } = await start(await folderOf(home, others));
  await untilIndexed(page, others.length);
  await answerDialog(sample);
  await findSample(page);
  await results(page).getByRole('gridcell').nth(2).focus();
  await page.keyboard.press('Shift+f');
  await expect(page.getByRole('list', { name: 'Samples' }).getByRole('listitem')).toHaveCount(2);
  await expect(results(page).getByRole('gridcell').first()).toBeVisible();
});

test('a folder of samples names the library in one go, after a report, and undo takes all of it back', async ({
  home,
  sprites,
  start,
}) => {
  const [sylvie = '', ...others] = sprites.sylvie;
  const samples = join(home, 'samples');
  await mkdir(samples);
  await cp(sylvie, join(samples, 'Sylvie.png'));
  await cp(sprites.lucy[0] ?? '', join(samples, 'Lucy.png'));
  const { page, answerDialog } = await start(await folderOf(home, [...others, ...sprites.lucy]));
  await untilIndexed(page, others.length + sprites.lucy.length);

  await page.getByRole('button', { name: 'Sort by samples' }).click();
  await look(page, '22-samples-prompt');
  await answerDialog(samples);
  await page.getByRole('button', { name: 'Choose a folder of samples' }).click();
  await expect(page.getByTestId('sorting-row')).toHaveCount(2);
  await look(page, '23-samples-report');
  await page.getByRole('button', { name: 'Name them' }).click();
  await expect(page.getByTestId('sorting-done')).toBeVisible();
  await look(page, '24-samples-done');

  await page.getByRole('button', { name: 'Show all groups' }).click();
  await expect(groupNamed(page, 'Sylvie')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(groupNamed(page, 'Sylvie')).toBeHidden();
});
