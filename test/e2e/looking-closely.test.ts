import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import type { Page } from 'playwright/test';
import { expect, folderOf, screenshot, test, untilIndexed } from './dramatis.ts';
import { openView } from './gestures/gesture.ts';

const stageOf = (page: Page) => page.getByTestId('preview').getByTestId('zoom-stage');
/** Of a picture's own pixels, in percent. */
const zoomOf = async (page: Page): Promise<number> => Number(await stageOf(page).getAttribute('data-zoom'));

/** Where the picture lies on its stage: it has been moved where that is another place. */
async function leftOf(page: Page): Promise<number> {
  return (await stageOf(page).locator('img').first().boundingBox())?.x ?? NaN;
}

/** The large preview of the first of all pictures. */
async function openPreview(page: Page): Promise<void> {
  await openView(page, 'pictures');
  await page.getByTestId('picture-tile').first().focus();
  await page.keyboard.press('Space');
  await expect(stageOf(page)).toBeVisible();
}

test('a picture is looked at closely: by wheel, fingers and keys, moved by hand, to the colour of a pixel', async ({
  home,
  sprites,
  start,
}) => {
  const { app, page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await openPreview(page);
  const whole = await zoomOf(page);
  const stage = (await stageOf(page).boundingBox())!;
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  await page.keyboard.press('z');
  await expect.poll(() => zoomOf(page)).toBe(100);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -600);
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(100);
  const near = await zoomOf(page);
  // As Chromium tells of two fingers on a pad.
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(near);

  const before = await leftOf(page);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => leftOf(page)).toBeLessThan(before - 30);
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  await expect.poll(() => leftOf(page)).toBeGreaterThan(before - 30);
  await screenshot(page, 'looked-at-closely');

  await page.keyboard.press('0');
  await expect.poll(() => zoomOf(page)).toBe(whole);
  await page.keyboard.press('i');
  await page.mouse.move(x + 1, y + 1);
  const pixel = page.getByTestId('pixel-colour');
  await expect(pixel).toContainText(/#[0-9a-f]{6}/i);
  // Until the colour is that of the pixel that the pointer has come to.
  await expect(async () => {
    await page.keyboard.press('c');
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    await expect(pixel).toContainText(copied, { timeout: 500 });
  }).toPass();
  await expect(page.getByTestId('chosen-box').or(page.getByTestId('other-face'))).not.toHaveCount(0);
  await page.keyboard.press('x');
  await expect(page.getByTestId('chosen-box').or(page.getByTestId('other-face'))).toHaveCount(0);

  const isWhole = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press('w');
  await expect.poll(isWhole).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(isWhole).toBe(false);
  await expect(page.getByTestId('preview')).toBeVisible();
});

test('a picture goes to a program of the artist, its path and the picture itself to the clipboard', async ({
  home,
  sprites,
  start,
}) => {
  test.skip(process.platform === 'win32', 'the program is a script of Unix');
  const art = await folderOf(home, sprites.sylvie.slice(0, 1));
  const picture = join(art, basename(sprites.sylvie[0] ?? ''));
  const program = join(home, 'easel');
  await writeFile(program, '#!/bin/sh\nprintf %s "$1" > "$0.opened"\n', { mode: 0o755 });
  const { app, page, answerDialog } = await start(art);
  await untilIndexed(page, 1);
  await page.keyboard.press('Control+,');
  await answerDialog(program);
  await page.getByRole('button', { name: 'Add a program…' }).click();
  await expect(page.getByRole('button', { name: 'Remove easel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await openView(page, 'pictures');
  await page.getByTestId('picture-tile').first().focus();
  await page.keyboard.press('e');
  await expect(async () => expect(await readFile(`${program}.opened`, 'utf8')).toBe(picture)).toPass();
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(picture);
  await page.keyboard.press('ControlOrMeta+Shift+c');
  const { width, height } = await sharp(picture).metadata();
  await expect.poll(() => app.evaluate(copiedSize)).toEqual({ width, height });
});

/** Of the picture on the clipboard, in the app; null: there is none. */
async function copiedSize({ clipboard, nativeImage }: typeof Electron.CrossProcessExports) {
  const older = clipboard as unknown as { readImage?: () => Electron.NativeImage };
  if (older.readImage) return older.readImage().getSize();
  const item = (await clipboard.read()).find(({ types }) => types.includes('image/png'));
  if (!item) return null;
  const png = await item.getType<'image/png'>('image/png');
  return nativeImage.createFromBuffer(Buffer.from(await png.arrayBuffer())).getSize();
}
