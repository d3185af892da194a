import { basename } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, groupNamed, look, nameFirstGroup, oneWindow, test } from './dramatis.ts';

const here = oneWindow(({ sylvie, eileen }) => [...sylvie, ...eileen]);

/** The view of all groups, whatever the test before has left open. */
async function groups(): Promise<Page> {
  const { page } = here();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Groups/ }).click();
  await expect(page.getByTestId('group-card').first()).toBeVisible();
  return page;
}

test('a search that finds nothing says so, and is cleared by one button', async () => {
  const page = await groups();
  await page.getByRole('button', { name: 'Search pictures' }).click();
  const view = page.getByTestId('search-view');
  await view.getByRole('combobox', { name: 'File type' }).selectOption('TIFF');
  await expect(view).toContainText('No face fits.');
  await look(page, '44-search-none');
  await view.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(view.getByTestId('face-tile')).not.toHaveCount(0);
});

test('the faces of a group are sorted and filtered', async ({ sprites }) => {
  const page = await groups();
  await page.getByTestId('group-card').first().click();
  const faces = page.getByRole('gridcell', { name: /^Face in/ });
  await expect(faces.first()).toBeVisible();
  await page.getByTestId('faces-filter').click();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('path');
  const names = async () => await faces.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel ?? ''));
  await expect.poll(async () => (await names()).toSorted().join('|') === (await names()).join('|')).toBe(true);
  const one = basename(sprites.sylvie[0] ?? '', '.png');
  await page.getByRole('searchbox', { name: 'File or folder' }).fill(one);
  await expect(faces).toHaveCount(1);
  await look(page, '45-group-filter');
});

test('groups are filtered by the pictures that their faces are in', async () => {
  const page = await groups();
  const cards = page.getByTestId('group-card');
  await expect.poll(() => cards.count()).toBeGreaterThan(1);
  const all = await cards.count();
  await page.getByRole('button', { name: 'Sort and filter' }).click();
  const file = page.getByRole('searchbox', { name: 'File or folder' });
  await file.fill('eileen');
  await expect.poll(() => cards.count()).toBeLessThan(all);
  await expect(cards).not.toHaveCount(0);
  await look(page, '46-groups-by-picture');
  await file.fill('nobody');
  await expect(cards).toHaveCount(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Clear filters' }).click();
  await expect(cards).toHaveCount(all);
});

// Last, as it names groups.
test('pictures are searched by keyboard, and what is found is chosen and sorted as anywhere', async ({ sprites }) => {
  const page = await groups();
  await nameFirstGroup(page, 'Sylvie');
  await page.keyboard.press('ControlOrMeta+f');
  const view = page.getByTestId('search-view');
  const results = view.getByTestId('face-tile');
  const text = view.getByRole('combobox', { name: 'File or character' });
  await expect(text).toBeFocused();
  await expect(results).not.toHaveCount(0);
  await look(page, '43-search');

  await page.keyboard.type('eileen');
  await expect(view.getByRole('status')).toContainText(/^\d+ faces? · \d+ pictures?$/);
  await expect.poll(async () => (await results.allInnerTexts()).length).toBeLessThanOrEqual(sprites.eileen.length);
  await expect(results.first()).toHaveAccessibleName(/eileen/);
  const found = await results.count();

  await results.first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('toolbar')).toContainText(`${found} selected`);
  await page.keyboard.press('m');
  await page.getByTestId('picker-input').fill('Eileen');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Groups/ }).click();
  await expect(groupNamed(page, 'Eileen')).toBeVisible();
});
