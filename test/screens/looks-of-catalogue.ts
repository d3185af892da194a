import type { Page } from 'playwright/test';
import { dialog, faces, group, groups, look, pictures, preview, press, shown, view, type Look } from './ways.ts';

/** The switch between faces and whole pictures is the first of the tools. */
async function groupAsPictures(page: Page): Promise<void> {
  await group(page);
  await page.locator('main header').getByRole('radio').nth(1).check();
  await shown(page).first().waitFor();
}

async function searchFor(page: Page, query: string): Promise<void> {
  await groups(page);
  await press(page, 'ControlOrMeta+f');
  await page.getByTestId('query-input').fill(query);
}

/** What is said of characters and pictures, whole pictures, and searches by what was said. */
export const looksOfCatalogue: readonly Look[] = [
  look('group-about', async (page) => {
    await group(page);
    await page.getByTestId('about').click();
    await dialog(page).waitFor();
  }),
  look('group-outfit', async (page) => {
    await group(page);
    await page.getByTestId('outfits').getByRole('button').nth(1).click();
    // As many faces as wear it.
    await faces(page).nth(3).waitFor({ state: 'detached' });
  }),
  look('group-outfits', async (page) => {
    await group(page);
    await page.getByTestId('outfits').getByRole('button').last().click();
    await dialog(page).locator('li').first().waitFor();
  }),
  look('group-dress', async (page) => {
    await group(page);
    await faces(page).nth(1).focus();
    await press(page, 'o');
    await page.getByTestId('outfit-input').waitFor();
  }),
  look('group-pictures', groupAsPictures),
  look('pictures-filter', async (page) => {
    await pictures(page);
    await page.locator('main header .icon-button[aria-expanded]').click();
    await page.locator('main form').waitFor();
  }),
  look('pictures-menu', async (page) => {
    await pictures(page);
    await shown(page).nth(1).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
  }),
  look('pictures-squares', async (page) => {
    await pictures(page);
    await page.locator('main header').getByRole('radio').nth(1).check();
    await page.locator('main header').getByRole('checkbox').first().uncheck();
    await shown(page).first().waitFor();
  }),
  look('faceless-chosen', async (page) => {
    await view(page, 'faceless');
    await shown(page).first().click();
    await page.getByRole('toolbar').waitFor();
  }),
  look('faceless-nobody', async (page) => {
    await view(page, 'faceless');
    await page.locator('main header').getByRole('radio').nth(1).check();
  }),
  look('preview-about', async (page) => {
    await preview(page);
    await page.getByTestId('preview').getByTestId('about').click();
    await page.locator('.popover').waitFor();
  }),
  look('search-chips', async (page) => {
    await searchFor(page, 'series:"Harbour Lights" faces>=2 not tag:rough ');
    await press(page, 'Enter');
    await page.getByTestId('query-chips').waitFor();
  }),
  look('search-choices', async (page) => {
    await searchFor(page, 'character:');
    await page.getByRole('listbox').waitFor();
  }),
  look('search-mistake', async (page) => {
    await searchFor(page, 'rating>=many character:"Mika');
    await press(page, 'Enter');
    await page.getByTestId('search-view').getByRole('alert').first().waitFor();
  }),
  look('search-save', async (page) => {
    await searchFor(page, 'character:Mika ');
    await press(page, 'Enter');
    await page.locator('main header .button[aria-haspopup="dialog"]').click();
    await dialog(page).waitFor();
  }),
  look('search-pictures', async (page) => {
    await searchFor(page, 'faces>=2 ');
    await press(page, 'Enter');
    await page.locator('main header').getByRole('radio').nth(1).check();
    await shown(page).first().waitFor();
  }),
];
