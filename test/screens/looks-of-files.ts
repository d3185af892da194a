import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright/test';
import type { DrawnLibrary } from './drawn-library.ts';
import { byKeys, dialog, look, renames, view, type Look } from './ways.ts';

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
export function looksOfFiles({ names, exports }: Pick<DrawnLibrary, 'names' | 'exports'>): readonly Look[] {
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
    look('import', (page) => byKeys(page, 'ControlOrMeta+Shift+I')),
    look('import-report', imports, withNames),
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
