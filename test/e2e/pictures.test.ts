import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, folderOf, nameFirstGroup, screenshot, test, untilIndexed } from './dramatis.ts';
import { boxOf, chosen, openView } from './gestures/gesture.ts';

const tiles = (page: Page) => page.getByTestId('picture-tile');
const tileOf = (page: Page, file: string) => page.getByRole('gridcell', { name: new RegExp(`^${file}`) });
const stage = (page: Page) => page.getByTestId('zoom-stage');

/** A picture of nobody. */
async function paintGround(path: string, width: number, height: number, background = '#9fd0e0'): Promise<void> {
  await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toFile(path);
}

test('whole pictures are made larger, named, rated and liked; those chosen stay chosen', async ({
  home,
  sprites: { sylvie },
  start,
}) => {
  const { page } = await start(await folderOf(home, sylvie));
  await untilIndexed(page, sylvie.length);
  await openView(page, 'pictures');
  const first = tiles(page).first();
  const before = await boxOf(first);
  await first.hover();
  await page.keyboard.down('Control');
  for (let notch = 0; notch < 4; notch += 1) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await boxOf(first)).height).toBeGreaterThan(before.height);

  const names = page.getByRole('checkbox', { name: 'File names' });
  await names.check();
  await expect(first.getByText(/^sylvie .*\.png$/)).toBeVisible();
  await names.uncheck();
  await expect(first.getByText(/^sylvie .*\.png$/)).toHaveCount(0);

  await first.click();
  await tiles(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('gridcell', { name: '3 stars' })).toHaveCount(3);
  await expect(chosen(page)).toHaveCount(3);
  await page.keyboard.press('l');
  await expect(page.getByRole('gridcell', { name: 'Favourite' })).toHaveCount(3);
  // Who is in a picture, and that somebody has no name, is worth more than what kind of file it is: a narrow tile tells the first ones.
  await expect(first.locator('.badges > .badge').first()).toHaveClass(/unnamed/);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('gridcell', { name: 'Favourite' })).toHaveCount(0);
});

test('in a picture without a face somebody is drawn from behind and found by name, in another nobody is', async ({
  home,
  sprites: { sylvie },
  start,
}) => {
  const art = await folderOf(home, sylvie.slice(0, 3));
  await paintGround(join(art, 'back.png'), 640, 360);
  await paintGround(join(art, 'empty.png'), 640, 360, '#3f4a6b');
  const { page } = await start(art);
  await untilIndexed(page, 5);
  await nameFirstGroup(page, 'Sylvie');
  await openView(page, 'faceless');
  await expect(tiles(page)).toHaveCount(2);
  await tileOf(page, 'empty').click();
  await page.keyboard.press('n');
  await expect(tiles(page)).toHaveCount(1);

  await tileOf(page, 'back').dblclick();
  const { x, y, width, height } = await boxOf(stage(page));
  await page.mouse.move(x + width * 0.4, y + height * 0.3);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height * 0.7, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('f');
  await page.getByTestId('box-info').getByRole('button', { name: 'Someone else…' }).click();
  await page.getByTestId('picker-input').fill('Sylvie');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('preview').getByRole('button', { name: 'Sylvie', exact: true })).toBeVisible();
  await screenshot(page, '55-figure');
  // The keys are on a button by now, whose tip comes up by itself.
  await expect(page.locator('.tip')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview')).toBeHidden();
  await expect(tiles(page)).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+f');
  await page.getByTestId('query-input').fill('character:Sylvie back');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-view').getByRole('status')).toContainText('1 picture');
});

test('a large picture is shown in its own pixels, tile by tile', async ({ home, sprites: { sylvie }, start }) => {
  const art = await folderOf(home, sylvie.slice(0, 1));
  await paintGround(join(art, 'wall.png'), 9_000, 6_000);
  const { page } = await start(art);
  await untilIndexed(page, 2);
  await openView(page, 'pictures');
  await tileOf(page, 'wall').dblclick();
  await expect(stage(page)).toBeVisible();
  await page.keyboard.press('z');
  await expect(stage(page)).toHaveAttribute('data-zoom', '100');
  const shown = stage(page).locator('img.tile');
  await expect(shown).not.toHaveCount(0);
  const widths = () => shown.evaluateAll((all) => all.map((tile) => (tile as HTMLImageElement).naturalWidth));
  await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(0);
  expect(await shown.count()).toBeLessThan(40);
  for (let time = 0; time < 6; time += 1) await page.keyboard.press('+');
  await expect(stage(page)).toHaveAttribute('data-zoom', '800');
});

test('a duplicate goes to the trash and comes back', async ({ home, sprites: { sylvie }, start }) => {
  test.skip(process.platform === 'darwin', 'the trash of macOS gives nothing back to programs');
  const art = await folderOf(home, sylvie.slice(0, 2));
  await mkdir(join(art, 'copies'));
  const picture = sylvie[0] ?? '';
  await cp(picture, join(art, 'copies', basename(picture)));
  const { page } = await start(art);
  await untilIndexed(page, 2);
  await openView(page, 'duplicates');
  const stack = page.getByTestId('stack').first();
  await stack.getByTestId('stack-file').last().getByRole('checkbox').check();
  await page.getByTestId('trash-files').click();
  const files = async () => (await readdir(art, { recursive: true })).filter((name) => name.endsWith('.png')).length;
  await expect.poll(files).toBe(2);
  // By the key: it is no edit, and is undone all the same. Another file has its place meanwhile, and keeps it.
  const taken = join(art, basename(picture));
  expect(existsSync(taken)).toBe(false);
  await cp(sylvie[1] ?? '', taken);
  await expect(page.getByTestId('toast').filter({ hasText: 'in the trash' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('toast').filter({ hasText: 'Another file has its place' })).toBeVisible();
  await expect.poll(files).toBe(4);
  expect(await readFile(taken)).toEqual(await readFile(sylvie[1] ?? ''));
});
