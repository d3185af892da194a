import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, folderOf, nameFirstGroup, test, untilIndexed, type Dramatis } from './dramatis.ts';
import { chosen, closeMenu, dialog, openView, type GesturesOfView } from './gestures/gesture.ts';
import { gesturesOfGrids, gesturesOfGroup } from './gestures/of-grids.ts';
import { gesturesOfOthers, gesturesOfReview } from './gestures/of-others.ts';

/** Something in every view: two groups, one with a name, two faces that are none, a search, samples. */
async function fillViews({ page, answerDialog }: Dramatis, sample: string, samples: string): Promise<void> {
  await page.getByTestId('group-card').first().click();
  const tiles = page.getByTestId('face-tile');
  await tiles.first().click();
  await tiles.nth(2).click({ modifiers: ['Shift'] });
  await page.keyboard.press('s');
  await openView(page, 'groups');
  await nameFirstGroup(page, 'Sylvie');
  await page.getByTestId('group-card').last().click();
  await tiles.first().click();
  await tiles.nth(1).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Shift+Delete');
  await openView(page, 'find');
  await answerDialog(sample);
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await expect(page.getByTestId('match-tile').first()).toBeVisible();
  await openView(page, 'samples');
  await answerDialog(samples);
  await page.getByRole('button', { name: 'Choose a folder of samples' }).click();
  await expect(page.getByTestId('sorting-row').first()).toBeVisible();
}

async function tryGestures(page: Page, { view, open, tiles, gestures }: GesturesOfView): Promise<void> {
  for (const { gesture, make, key, works } of gestures)
    await test.step(`${view}: ${gesture}, then ${key}`, async () => {
      await openView(page, 'groups');
      await open(page);
      const shown = tiles(page);
      await expect(shown.first()).toBeVisible();
      const before = await shown.count();
      await make(page, shown);
      await page.keyboard.press(key);
      await works(page, shown, before);
      // One thing at a time: a dialog, a field, then what is chosen.
      for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    });
}

test('after any gesture of any view the next key works', async ({ home, sprites, start }) => {
  const cast = [...sprites.sylvie, ...sprites.eileen, ...sprites.lucy];
  const art = await folderOf(home, cast);
  const samples = join(home, 'samples');
  await mkdir(samples);
  await cp(sprites.sylvie[0] ?? '', join(samples, 'Sylvie.png'));
  await cp(sprites.lucy[0] ?? '', join(samples, 'Lucy.png'));
  await writeFile(join(art, 'notes.png'), 'This is not a picture.');
  const dramatis = await start(art);
  const { page } = dramatis;
  await untilIndexed(page, cast.length);
  await tryGestures(page, gesturesOfReview);
  await fillViews(dramatis, sprites.sylvie[1] ?? '', samples);
  for (const view of [...gesturesOfGrids, ...gesturesOfOthers, gesturesOfGroup]) await tryGestures(page, view);
});

test('Escape closes one thing at a time', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await page.getByTestId('group-card').first().click();
  const tiles = page.getByTestId('face-tile');
  await tiles.nth(0).click();
  await tiles.nth(1).click({ modifiers: ['ControlOrMeta'] });
  await closeMenu(page, tiles);
  await expect(chosen(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  await expect(tiles.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('group-card').first()).toBeVisible();
});
