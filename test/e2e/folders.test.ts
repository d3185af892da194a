import { cp, mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, folderOf, look, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

async function folderOfFolders(home: string, folders: Readonly<Record<string, readonly string[]>>): Promise<string> {
  for (const [name, pictures] of Object.entries(folders)) {
    await mkdir(join(home, 'art', name), { recursive: true });
    for (const picture of pictures) await cp(picture, join(home, 'art', name, basename(picture)));
  }
  return join(home, 'art');
}

/** Draws a lasso around the whole map. */
async function lassoAll(page: Page): Promise<void> {
  const box = await page.getByTestId('face-map').boundingBox();
  if (!box) throw new Error('the map is not on screen');
  const [left, top, right, bottom] = [box.x + 2, box.y + 2, box.x + box.width - 3, box.y + box.height - 3];
  await page.keyboard.down('Shift');
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (const [x, y] of [
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const)
    await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

test('folders narrow what is shown, tell how far naming is, and are left out; the overview shows it all', async ({
  home,
  sprites: { sylvie, eileen },
  start,
}) => {
  const { page } = await start(await folderOfFolders(home, { sylvie, eileen }));
  await untilIndexed(page, sylvie.length + eileen.length);
  const rows = page.getByTestId('folder-row');
  await expect(rows).toHaveCount(3);

  await test.step('by keyboard: a folder alone', async () => {
    await rows.nth(0).focus();
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('folder-chip')).toContainText('eileen');
    await page.locator('[data-view="pictures"]').click();
    await expect(page.getByTestId('picture-tile')).toHaveCount(eileen.length);
    await look(page, '47-folder-only');
  });

  await test.step('stars and the heart by key in the preview', async () => {
    await page.getByTestId('picture-tile').first().focus();
    await page.keyboard.press('Space');
    await expect(page.getByTestId('preview')).toBeVisible();
    await page.keyboard.press('Alt+3');
    await expect(page.getByTestId('preview-stars')).toHaveText('★★★');
    await page.keyboard.press('l');
    await expect(page.getByTestId('preview-heart')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('progress follows names', async () => {
    await page.getByTestId('folder-chip').getByRole('button').click();
    await page.locator('[data-view="groups"]').click();
    await nameFirstGroup(page, 'Sylvie');
    await expect(rows.nth(2)).toHaveAccessibleName(/[1-9]\d* of \d+ groups? named/u);
  });

  await test.step('left out by its menu, and taken back', async () => {
    await rows.nth(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Leave this folder out' }).click();
    await expect(rows).toHaveCount(2);
    await page.getByTestId('toast').filter({ hasText: 'is left out' }).getByRole('button', { name: 'Undo' }).click();
    await expect(rows).toHaveCount(3);
  });

  await test.step('left out by its key, where the keyboard goes on with the next, and taken back by the key that undoes', async () => {
    await rows.nth(1).focus();
    await page.keyboard.press('Delete');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(2)).toHaveAccessibleName(/[1-9]\d* of \d+ groups? named/u);
  });

  await test.step('the overview, and the map with its lasso', async () => {
    await untilIndexed(page, sylvie.length + eileen.length);
    await page.locator('[data-view="overview"]').click();
    const overview = page.getByTestId('overview-view');
    await expect(overview.getByRole('button', { name: /^Sylvie, / })).toBeVisible();
    await look(page, '48-overview');
    await overview.getByText('Map', { exact: true }).click();
    await expect(page.getByTestId('face-map')).toBeVisible();
    await lassoAll(page);
    await expect(page.getByTestId('held-faces').getByTestId('face-tile').first()).toBeVisible();
    await look(page, '49-map');
    await page.getByTestId('face-map').focus();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('held-faces')).toHaveCount(0);
    await overview.getByText('Confidence', { exact: true }).click();
    await expect(page.getByTestId('overview-likeness')).toBeVisible();
    await look(page, '50-sureness');
  });
});

test('pictures of a drive that is not connected say so, and no view has the browser’s sign for a broken image', async ({
  home,
  sprites: { sylvie },
  start,
}) => {
  const art = await folderOf(home, sylvie);
  await cp(sylvie[0] ?? '', join(art, 'copy.png'));
  const { page, complaints } = await start(art);
  await untilIndexed(page, sylvie.length);
  await rename(art, `${art} away`);
  await expect(page.getByTestId('folder-row').first()).toContainText('Not connected');
  await page.reload();
  const broken = async () =>
    await page
      .locator('main img:visible')
      .evaluateAll(
        (images: HTMLImageElement[]) => images.filter((image) => image.complete && image.naturalWidth === 0).length,
      );
  for (const [view, shown] of [
    ['overview', 'overview-cast'],
    ['pictures', 'picture-tile'],
    ['groups', 'group-card'],
    ['duplicates', 'stack-file'],
  ] as const) {
    await page.locator(`[data-view="${view}"]`).click();
    await expect(page.getByTestId(shown).first()).toBeVisible();
    await expect(page.locator('main .pulse:visible')).toHaveCount(0);
    expect(await broken()).toBe(0);
  }
  await expect(page.getByTestId('stack-file').first()).toContainText('Not connected');
  await expect(page.getByTestId('stack-file').first().getByRole('checkbox')).toBeDisabled();
  // That there is no preview is what the test is about.
  const missing = complaints.splice(0).filter((text) => !/404 .*dramatis-asset:\/\/preview\//u.test(text));
  expect(missing).toEqual([]);
});
