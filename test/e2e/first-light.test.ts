import type { Page } from 'playwright/test';
import { expect, folderOf, screenshot, test, untilUpToDate } from './dramatis.ts';

test('the cast of a folder shows as groups, takes a name, and has it again after a restart', async ({
  home,
  sprites,
  start,
}) => {
  const first = await start(await folderOf(home, sprites.sylvie));
  await expect(first.page.getByTestId('group-card').first()).toBeVisible({ timeout: 60_000 });
  await untilUpToDate(first.page);
  await nameFirstGroup(first.page, 'Sylvie');
  await expect(named(first.page, 'Sylvie')).toBeVisible();
  await first.close();

  const second = await start();
  await expect(named(second.page, 'Sylvie')).toBeVisible();
  await named(second.page, 'Sylvie').click();
  const faces = second.page.getByRole('grid', { name: 'Faces of Sylvie' }).getByRole('gridcell');
  await expect(faces.first()).toHaveAccessibleName(/sylvie (blue|green)/);
});

test('a name goes on undo, and comes back on redo', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilUpToDate(page);
  await nameFirstGroup(page, 'Sylvie');
  await expect(named(page, 'Sylvie')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(named(page, 'Sylvie')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(named(page, 'Sylvie')).toBeVisible();
});

test('a sample finds the pictures of its character before all others', async ({ home, sprites, start }) => {
  const [sample = '', ...others] = sprites.sylvie;
  const { page, answerDialog } = await start(await folderOf(home, [...others, ...sprites.lucy]));
  await untilUpToDate(page);

  await answerDialog(sample);
  await page.getByRole('button', { name: 'Find by sample' }).click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();

  const results = page.getByRole('grid', { name: 'Matching faces' });
  await expect(results.getByRole('rowheader', { name: 'Same character' })).toBeVisible();
  const found = results.getByRole('gridcell');
  for (const index of others.keys()) await expect(found.nth(index)).toHaveAccessibleName(/sylvie/);
  await screenshot(page, 'find');
});

async function nameFirstGroup(page: Page, name: string): Promise<void> {
  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: 'Name of the group' }).fill(name);
  await page.keyboard.press('Enter');
}

function named(page: Page, name: string) {
  return page.getByRole('gridcell', { name: new RegExp(`^${name}, \\d+ face`) });
}
