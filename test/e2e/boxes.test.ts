import type { Page } from 'playwright/test';
import { expect, groupNamed, look, nameFirstGroup, oneWindow, test } from './dramatis.ts';

const here = oneWindow(({ sylvie }) => sylvie);

test.beforeAll(async () => {
  const { page } = here();
  await nameFirstGroup(page, 'Sylvie');
  await groupNamed(page, 'Sylvie').click();
});

/** The large preview of the character's first face. */
async function openPreview(): Promise<Page> {
  const { page } = here();
  const preview = page.getByTestId('preview');
  // Escape leaves a box that is being drawn first.
  while (await preview.isVisible()) await page.keyboard.press('Escape');
  await page.getByTestId('face-tile').first().focus();
  await page.keyboard.press('Space');
  await expect(preview).toBeVisible();
  return page;
}

const others = (page: Page) => page.getByTestId('other-face');
const toast = (page: Page, text: string | RegExp) => page.getByTestId('toast').filter({ hasText: text });

test('a face that was missed is drawn by mouse, looks like somebody, gets the name by one key, and goes by undo', async () => {
  const page = await openPreview();
  const before = await others(page).count();
  await page.keyboard.press('b');
  await expect(page.getByTestId('box-info')).toBeVisible();
  // Over the head that is there already: what lies below the box decides whom it looks like.
  const head = (await page.getByTestId('box-canvas').boundingBox())!;
  const at = (x: number, y: number) => [head.x + head.width * x, head.y + head.height * y] as const;
  await page.mouse.move(...at(0.3, 0.05));
  await page.mouse.down();
  await page.mouse.move(...at(0.65, 0.3), { steps: 6 });
  await page.mouse.up();
  const likely = page.getByTestId('look-alike').first();
  await expect(likely).toContainText('Sylvie', { timeout: 20_000 });
  await look(page, '40-box-drawn');
  await page.keyboard.press('1');
  await expect(toast(page, 'Drew a face of “Sylvie”')).toBeVisible();
  await expect(others(page)).toHaveCount(before + 1);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(toast(page, 'Undone: Drew a face of “Sylvie”')).toBeVisible();
  await expect(others(page)).toHaveCount(before);
});

test('a box is drawn, moved and sized by keyboard; Escape leaves everything as it was', async () => {
  const page = await openPreview();
  const before = await others(page).count();
  const box = page.getByTestId('chosen-box');
  await page.keyboard.press('b');
  await page.keyboard.press('Space');
  await expect(box).toBeVisible();
  const drawn = (await box.boundingBox())!;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const changed = (await box.boundingBox())!;
  expect(changed.x).toBeGreaterThan(drawn.x);
  expect(changed.height).toBeGreaterThan(drawn.height);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('box-info')).toHaveCount(0);
  await expect(page.getByTestId('preview')).toBeVisible();
  await expect(others(page)).toHaveCount(before);
});

test('the box of a face is dragged by its handle and kept by Return; a face that is none leaves the group', async () => {
  const page = await openPreview();
  const box = page.getByTestId('chosen-box');
  const before = (await box.boundingBox())!;
  await page.mouse.move(before.x + before.width, before.y + before.height);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 30, before.y + before.height + 30, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByTestId('box-info')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Moved the box of a face of “Sylvie”')).toBeVisible();
  await expect.poll(async () => (await box.boundingBox())?.width ?? 0).toBeGreaterThan(before.width + 15);

  await page.keyboard.press('Shift+Delete');
  await expect(toast(page, /Removed a face/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(toast(page, 'Undone: Removed a face')).toBeVisible();
});
