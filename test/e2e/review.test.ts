import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright/test';
import { loadManifest } from '../../electron/engine/models/load-manifest.ts';
import { expect, folderOf, groupNamed, look, nameFirstGroup, oneWindow, test, untilIndexed } from './dramatis.ts';

const toast = (page: Page, text: RegExp) => page.getByRole('status').getByText(text);

/** Names the pictures of Sylvie that are there already, puts further ones beside them, which are suggested, and opens the group. */
async function addToSylvie(page: Page, art: string, early: readonly string[], later: readonly string[]): Promise<void> {
  await untilIndexed(page, early.length);
  await nameFirstGroup(page, 'Sylvie');
  for (const picture of later) await cp(picture, join(art, basename(picture)));
  await untilIndexed(page, early.length + later.length);
  await groupNamed(page, 'Sylvie').click();
}

test.describe('in one window', () => {
  const here = oneWindow(({ sylvie, eileen, lucy }) => [...sylvie, ...eileen, ...lucy]);

  test('a question is answered by one key, the groups follow, and one key takes the answer back', async () => {
    const { page } = here();
    await page.getByRole('button', { name: 'Same character?' }).click();
    const question = page.getByTestId('review-question');
    await expect(question).toBeVisible();
    await look(page, '30-review');
    await page.keyboard.press('Space');
    await expect(question.getByRole('img', { name: /\.png$/ })).toHaveCount(2);
    await look(page, '31-review-pictures');

    const first = await question.getAttribute('data-question');
    await page.keyboard.press('n');
    await expect(page.getByTestId('review-progress')).toContainText('1 answered');
    await page.keyboard.press('z');
    await expect(question).toHaveAttribute('data-question', first ?? '');
    await expect(page.getByTestId('review-progress')).toContainText('0 answered');
  });

  test('the settings show what was learnt from an answer, and the model’s own thresholds can be had back', async () => {
    const { page } = here();
    await page.getByRole('button', { name: 'Same character?' }).click();
    await expect(page.getByTestId('review-question')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByTestId('review-progress')).toContainText('1 answered');

    await page.keyboard.press('Control+,');
    const learning = page.getByRole('region', { name: 'Learning from your answers' });
    const same = learning.locator('[data-border="same"]');
    const own = learning.getByRole('checkbox', { name: /Use the model’s own thresholds/ });
    await expect(learning).toContainText('adapted from 1 answer');
    await own.scrollIntoViewIfNeeded();
    await look(page, '35-learning');
    await own.check();
    await expect(learning).toContainText('1 answer to “Same character?” is not used');
    const { embedder } = await loadManifest(join(import.meta.dirname, '../../native-models'));
    await expect(same).toHaveText(`${(100 * embedder.thresholds.same).toFixed(1)}%`);
    await own.uncheck();
    await expect(learning).toContainText('adapted from 1 answer');
  });
});

test('every question answered, the queue says so', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await page.getByRole('button', { name: 'Same character?' }).click();
  const end = page.getByTestId('review-end');
  await expect(async () => {
    if (await page.getByTestId('review-question').isVisible()) await page.keyboard.press('y');
    await expect(end).toBeVisible({ timeout: 300 });
  }).toPass();
  await look(page, '32-review-end');
  const own = end.getByRole('checkbox', { name: /Use the model’s own thresholds/ });
  await own.focus();
  await page.keyboard.press('Space');
  await expect(own).toBeChecked();
});

test('suggestions stand apart, are accepted and refused by key, and undo brings them back', async ({
  home,
  sprites,
  start,
}) => {
  const [later, early] = [sprites.sylvie.slice(0, 4), sprites.sylvie.slice(4)];
  const art = await folderOf(home, early);
  const { page } = await start(art);
  await addToSylvie(page, art, early, later);
  const suggested = page.locator('[data-state="suggested"]');
  await expect(suggested).not.toHaveCount(0);
  await look(page, '33-suggestions');

  // More may come meanwhile: what is told of is the face that was answered.
  const answered = (await suggested.first().getAttribute('data-face-id')) ?? '';
  const face = page.locator(`[data-face-id="${answered}"]`);
  await suggested.first().focus();
  await page.keyboard.press('Enter');
  await expect(face).toHaveAttribute('data-state', 'confirmed');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(face).toHaveAttribute('data-state', 'suggested');

  // The same keys answer where the face is found.
  await page.keyboard.press('ControlOrMeta+f');
  const found = page.getByTestId('search-view').locator(`[data-face-id="${answered}"]`);
  await found.focus();
  await page.keyboard.press('Enter');
  await expect(found).toHaveAttribute('data-state', 'confirmed');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(found).toHaveAttribute('data-state', 'suggested');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByTestId('search-view')).toBeHidden();

  // What a refusal does to the others is the machine's to say; the refused face itself is gone for good.
  const refused = await suggested.first().getAttribute('data-face-id');
  await suggested.first().focus();
  await page.keyboard.press('Delete');
  await expect(page.locator(`[data-face-id="${refused}"]`)).toHaveCount(0);
  await expect(toast(page, /not “Sylvie”/)).toBeVisible();
});

test('a suggestion is answered by mouse on the tile that it is over, and says which keys answer it', async ({
  home,
  sprites,
  start,
}) => {
  const [later, early] = [sprites.sylvie.slice(0, 4), sprites.sylvie.slice(4)];
  const art = await folderOf(home, early);
  const { page } = await start(art);
  await addToSylvie(page, art, early, later);
  const suggested = page.locator('[data-state="suggested"]');
  // They come to the front when the list has heard of them.
  await expect(suggested.and(page.locator('[data-index="0"]'))).toBeVisible();
  await expect(suggested.first()).toHaveAccessibleDescription(/Enter accepts, Delete rejects/);

  // The pointer and the keyboard are at two tiles: these have buttons, the others none.
  const [refused, accepted] = await Promise.all([
    suggested.nth(0).getAttribute('data-face-id'),
    suggested.nth(1).getAttribute('data-face-id'),
  ]);
  const tile = page.locator(`[data-face-id="${accepted}"]`);
  await suggested.first().focus();
  await tile.hover();
  await expect(page.getByRole('button', { name: 'Accept the suggestion' })).toHaveCount(2);
  await look(page, '36-suggestion-hovered');
  await tile.getByRole('button', { name: 'Accept the suggestion' }).click();
  await expect(tile).toHaveAttribute('data-state', 'confirmed');
  await expect(page.getByTestId('face-tile').and(page.locator(':focus'))).toHaveCount(1);

  const gone = page.locator(`[data-face-id="${refused}"]`);
  await gone.hover();
  await gone.getByRole('button', { name: 'Reject the suggestion' }).click();
  await expect(gone).toHaveCount(0);
  await expect(toast(page, /not “Sylvie”/)).toBeVisible();
});

test('faces that wait in a character are asked about too, one key each', async ({ home, sprites, start }) => {
  const [later, early] = [sprites.sylvie.slice(0, 4), sprites.sylvie.slice(4)];
  const art = await folderOf(home, early);
  const { page } = await start(art);
  await untilIndexed(page, early.length);
  await nameFirstGroup(page, 'Sylvie');
  for (const picture of later) await cp(picture, join(art, basename(picture)));
  await untilIndexed(page, sprites.sylvie.length);

  await page.getByRole('button', { name: 'Same character?' }).click();
  await page.getByRole('radio', { name: /suggestion/ }).check();
  const question = page.getByTestId('review-question');
  await expect(question).toContainText('Sylvie');
  await look(page, '34-review-suggestions');
  const first = await question.getAttribute('data-question');
  await page.keyboard.press('y');
  await expect(page.getByTestId('review-progress')).toContainText('1 answered');
  await page.keyboard.press('z');
  await expect(question).toHaveAttribute('data-question', first ?? '');
});
