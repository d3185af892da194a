import type { Locator, Page } from 'playwright/test';
import {
  expect,
  folderOf,
  groupNamed,
  look,
  nameFirstGroup,
  oneWindow,
  screenshot,
  test,
  untilIndexed,
  writeSettings,
} from './dramatis.ts';

/** Makes two groups of the one that the engine made: three faces are taken out of it. */
async function splitCast(page: Page): Promise<void> {
  await page.getByTestId('group-card').first().click();
  await page.getByTestId('face-tile').first().click();
  await page
    .getByTestId('face-tile')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('s');
  await page.getByRole('button', { name: /^Groups/ }).click();
  await expect(page.getByTestId('group-card')).toHaveCount(2);
}

test.describe('in one window', () => {
  const here = oneWindow(({ sylvie }) => sylvie);
  test.beforeAll(() => splitCast(here().page));

  test('chosen groups are merged with M, after a look at what would move, and undone', async () => {
    const { page } = here();
    const cards = page.getByTestId('group-card');
    const before = await cards.count();

    await cards.nth(0).click({ modifiers: ['ControlOrMeta'] });
    await cards.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(2);
    await page.keyboard.press('m');
    await expect(page.getByRole('dialog')).toContainText(/faces? moves? into/);
    await look(page, '10-merge');
    await page.keyboard.press('Enter');
    await expect(cards).toHaveCount(before - 1);

    await toastSaying(page, /Merged \d+ faces?/)
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect(cards).toHaveCount(before);
  });

  test('a card dragged onto another asks whether to merge the two', async () => {
    const { page } = here();
    const cards = page.getByTestId('group-card');
    const before = await cards.count();
    await drag(page, cards.nth(1), cards.nth(0));
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(cards).toHaveCount(before - 1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(cards).toHaveCount(before);
  });

  test('hidden groups are out of sight, and come back', async () => {
    const { page } = here();
    const cards = page.getByTestId('group-card');
    const before = await cards.count();
    await cards.last().focus();
    await page.keyboard.press('h');
    await expect(cards).toHaveCount(before - 1);
    await page.getByRole('radio', { name: 'Hidden' }).check();
    await expect(cards).toHaveCount(1);
    await cards.first().focus();
    await page.keyboard.press('h');
    await expect(cards).toHaveCount(0);
    await page.getByRole('button', { name: 'Show all groups' }).click();
    await expect(cards).toHaveCount(before);
  });

  test('a group that is dragged out of the window leaves it as files', async () => {
    const { app, page } = here();
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const dragged: string[][] = [];
      Object.assign(globalThis, { dragged });
      if (window) window.webContents.startDrag = ({ file, files }) => void dragged.push(files ?? [file]);
    });
    const card = await middleOf(page.getByTestId('group-card').first());
    await page.mouse.move(card.x, card.y);
    await page.mouse.down();
    await page.mouse.move(card.x + 40, card.y + 40, { steps: 4 });
    await expect(page.getByTestId('drag-ghost')).toBeVisible();
    await page.mouse.move(-20, card.y, { steps: 4 });
    const files = () => app.evaluate(() => (globalThis as { dragged?: string[][] }).dragged?.flat() ?? []);
    await expect.poll(async () => (await files()).length).toBeGreaterThan(0);
    await page.mouse.up();
    expect((await files()).filter((file) => !file.endsWith('.png'))).toEqual([]);
  });

  test('faces are dragged to the character that they show', async () => {
    const { page } = here();
    await nameFirstGroup(page, 'Sylvie');
    await page.getByTestId('group-card').nth(1).click();
    const faces = page.getByTestId('face-tile');
    await expect(faces.first()).toHaveAccessibleName(/^Face in/);
    const before = await faces.count();
    await faces.first().hover();
    await page.mouse.down();
    await page.mouse.move(500, 400, { steps: 6 });
    const target = page.getByTestId('drop-tray').locator('[data-drop^="group:"]', { hasText: 'Sylvie' });
    await expect(target).toBeVisible();
    const place = await middleOf(target);
    await page.mouse.move(place.x, place.y, { steps: 6 });
    await screenshot(page, '13-drop-tray');
    await page.mouse.up();
    await expect(toastSaying(page, 'Moved 1 face to “Sylvie”')).toBeVisible();
    await expect(faces).toHaveCount(before - 1);
  });
});

test('faces leave a group as a new one, as wrong, or as no face; the history leads back to all of it', async ({
  home,
  sprites,
  start,
}) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await splitCast(page);
  await nameFirstGroup(page, 'Sylvie');
  await groupNamed(page, 'Sylvie').click();
  // Not those that the app suggests for her meanwhile.
  const faces = page.getByRole('grid', { name: 'Faces of Sylvie' }).getByRole('gridcell', { name: /similar$/ });
  await expect(faces.first()).toHaveAccessibleName(/^Face in/);
  const before = await faces.count();

  await faces.nth(0).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('s');
  await expect(faces).toHaveCount(before - 2);
  await faces.nth(0).focus();
  await page.keyboard.press('Delete');
  await expect(faces).toHaveCount(before - 3);
  await faces.nth(0).focus();
  await page.keyboard.press('Shift+Delete');
  await expect(faces).toHaveCount(before - 4);

  await page.getByRole('button', { name: 'Not faces' }).click();
  await expect(page.getByTestId('not-faces').getByTestId('face-tile')).toHaveCount(1);
  await look(page, '11-not-faces');

  await page.getByRole('button', { name: 'History' }).click();
  const lines = page
    .getByTestId('history')
    .getByRole('listitem')
    .filter({ hasText: /\d:\d\d/ });
  await expect(lines).toHaveCount(5);
  await look(page, '12-history');
  const naming = lines.filter({ hasText: 'Named “Sylvie”' });
  await naming.hover();
  await naming.getByRole('button', { name: 'Go back to here' }).click();
  await expect(naming).toHaveAttribute('aria-current', 'step');

  await page.getByRole('button', { name: /^Groups/ }).click();
  await groupNamed(page, 'Sylvie').click();
  await expect(faces).toHaveCount(before);
});

test('curation reads as well in Japanese and in the dark', async ({ home, sprites, start }) => {
  await writeSettings(home, { theme: 'dark', language: 'ja', tileSize: 128 });
  const { page } = await start(await folderOf(home, sprites.sylvie));
  const cards = page.getByTestId('group-card');
  await expect(page.getByText('最新の状態です')).toBeVisible({ timeout: 60_000 });
  await cards.nth(0).click({ button: 'right' });
  await look(page, '14-menu-ja');
  await page.keyboard.press('Escape');
  // It has the keys until it is gone.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await cards.nth(0).focus();
  await page.keyboard.press('3');
  await page.keyboard.press('ControlOrMeta+Shift+h');
  await expect(page.getByTestId('history').getByRole('listitem').nth(1)).toBeVisible();
  await look(page, '15-history-ja');
});

function toastSaying(page: Page, text: string | RegExp): Locator {
  return page.getByTestId('toast').filter({ hasText: text });
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = (await element.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 3 };
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}
