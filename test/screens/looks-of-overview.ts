import type { Locator, Page } from 'playwright/test';
import { groups, look, view, type Look } from './ways.ts';

async function overview(page: Page, part: number, sign: string): Promise<void> {
  await view(page, 'overview');
  await page.getByTestId('overview-view').getByRole('radio').nth(part).check({ force: true });
  await page.getByTestId(sign).waitFor();
}

async function lasso(page: Page): Promise<void> {
  await overview(page, 1, 'face-map');
  const box = await page.getByTestId('face-map').boundingBox();
  if (!box) throw new Error('the map is not on screen');
  const corners = [
    [0.2, 0.1],
    [0.8, 0.1],
    [0.8, 0.9],
    [0.2, 0.9],
  ] as const;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.1);
  await page.mouse.down();
  for (const [x, y] of corners) await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.getByTestId('held-faces').getByTestId('face-tile').first().waitFor();
}

async function folderRow(page: Page): Promise<Locator> {
  await groups(page);
  const row = page.getByTestId('folder-row').nth(1);
  await row.waitFor();
  return row;
}

/** The library as a whole, and the tree of its folders. */
export const looksOfOverview: readonly Look[] = [
  look('overview-cast', (page) => overview(page, 0, 'overview-cast')),
  look('overview-map', (page) => overview(page, 1, 'face-map')),
  look('overview-map-lasso', lasso),
  look('overview-time', (page) => overview(page, 2, 'overview-time')),
  look('overview-series', (page) => overview(page, 3, 'overview-series')),
  look('overview-likeness', (page) => overview(page, 4, 'overview-likeness')),
  look('folder-only', async (page) => {
    await (await folderRow(page)).click();
    await page.getByTestId('folder-chip').waitFor();
  }),
  look('folder-menu', async (page) => {
    await (await folderRow(page)).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
  }),
];
