import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright/test';
import type { DrawnLibrary } from './drawn-library.ts';
import { byKeys, dialog, groups, look, renames, view, type Look } from './ways.ts';

const folder = (page: Page, name: string): Locator => page.getByTestId('folder-row').filter({ hasText: name });

async function duplicatesBelow(page: Page): Promise<void> {
  await groups(page);
  await folder(page, 'events').click();
  await page.locator('[data-view="duplicates"]').click();
  await page.getByTestId('stack').first().waitFor();
}

async function imports(page: Page): Promise<void> {
  await byKeys(page, 'ControlOrMeta+Shift+I');
  await dialog(page).locator('.modal-actions .button').nth(1).click();
  await page.getByTestId('import-report').waitFor();
}

async function cast(page: Page): Promise<void> {
  await byKeys(page, 'ControlOrMeta+Shift+E');
  await dialog(page).getByRole('radio').last().check();
  await page.getByTestId('export-counts').waitFor();
}

/** Names from elsewhere and for elsewhere, files that are there twice. */
export function looksOfFiles({
  names,
  oddNames,
  exports,
}: Pick<DrawnLibrary, 'names' | 'oddNames' | 'exports'>): readonly Look[] {
  const sheet = join(exports, 'cast.html');
  const withSheet = { asks: { 'pick-export': sheet } };
  const withNames = { asks: { 'pick-import': names } };
  return [
    look('duplicates', async (page) => {
      await view(page, 'duplicates');
      await page.getByTestId('stack').first().waitFor();
    }),
    look('duplicates-marked', async (page) => {
      await view(page, 'duplicates');
      await page.getByTestId('stack-file').nth(1).click();
    }),
    look('duplicates-folder', duplicatesBelow),
    look('compare-differences', async (page) => {
      await duplicatesBelow(page);
      await page.getByTestId('stack').filter({ hasText: '_v2' }).locator('.tools .button').first().click();
      await page.getByTestId('compare').locator('figcaption [role="status"]').last().waitFor();
    }),
    look('skipped-folder', async (page) => {
      await groups(page);
      await folder(page, 'events').click();
      await page.locator('[data-view="skipped"]').click();
      await page.getByTestId('skipped-list').getByRole('listitem').first().waitFor();
    }),
    look('import', (page) => byKeys(page, 'ControlOrMeta+Shift+I')),
    look('import-report', imports, withNames),
    look('import-left-out', imports, { asks: { 'pick-import': oddNames } }),
    look('export-cast', cast, withSheet),
    look(
      'export-done',
      async (page) => {
        await cast(page);
        await page.getByTestId('export-run').click();
        await page.getByTestId('export-done').waitFor();
      },
      withSheet,
    ),
    // After the one that writes it.
    look('cast-sheet', async (page) => void (await page.goto(pathToFileURL(sheet).href))),
    look('rename-rules', async (page) => {
      await renames(page);
      await page.locator('details').first().locator('summary').click();
    }),
    look('rename-preset', async (page) => {
      await renames(page);
      await page.locator('.presets .button').last().click();
      await page.getByTestId('preset-name').waitFor();
    }),
  ];
}
