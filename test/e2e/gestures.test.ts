import type { Locator, Page } from 'playwright/test';
import { expect, folderOf, nameFirstGroup, test, untilIndexed } from './dramatis.ts';

/** A gesture of the mouse, then a key: the key has to do what it says, on what the artist is at. */
interface Gesture {
  readonly view: 'groups' | 'group';
  readonly gesture: string;
  make(page: Page, tiles: Locator): Promise<void>;
  readonly key: string;
  /** `before`: how many tiles there were before the gesture. */
  works(page: Page, tiles: Locator, before: number): Promise<void>;
}

const chosen = (page: Page) => page.getByRole('gridcell', { selected: true });
const dialog = (page: Page) => page.getByRole('dialog');
const menu = (page: Page) => page.getByRole('menu');

async function sweep(page: Page, tiles: Locator): Promise<void> {
  const grid = await boxOf(page.getByRole('grid'));
  const last = await boxOf(tiles.nth(1));
  await page.mouse.move(grid.x + 3, grid.y + 3);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(chosen(page)).toHaveCount(2);
}

async function clickBeside(page: Page): Promise<void> {
  const grid = await boxOf(page.getByRole('grid'));
  await page.mouse.click(grid.x + 3, grid.y + 3);
  await expect(chosen(page)).toHaveCount(0);
}

async function openMenu(page: Page, tiles: Locator): Promise<void> {
  await tiles.nth(1).click({ button: 'right' });
  await expect(menu(page)).toBeVisible();
}

async function closeMenu(page: Page, tiles: Locator): Promise<void> {
  await openMenu(page, tiles);
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
}

async function boxOf(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return box;
}

const focused = (tile: Locator) => expect(tile).toBeFocused();

const gestures: readonly Gesture[] = [
  {
    ...{ view: 'groups', gesture: 'a rubber band', make: sweep, key: 'm' },
    works: (page) => expect(dialog(page)).toContainText(/moves? into/),
  },
  {
    ...{ view: 'groups', gesture: 'a click between tiles', make: clickBeside, key: 'F2' },
    works: (page) => expect(page.getByTestId('group-name-input')).toBeFocused(),
  },
  {
    ...{ view: 'groups', gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft' },
    works: (_page, tiles) => focused(tiles.nth(0)),
  },
  {
    ...{ view: 'groups', gesture: 'a click on the heading', key: 'ControlOrMeta+a' },
    make: (page) => page.getByRole('heading', { name: 'Groups' }).click(),
    works: async (page, tiles) => expect(chosen(page)).toHaveCount(await tiles.count()),
  },
  {
    ...{ view: 'group', gesture: 'a rubber band', make: sweep, key: 's' },
    works: (_page, tiles, before) => expect(tiles).toHaveCount(before - 2),
  },
  {
    ...{ view: 'group', gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight' },
    works: (page) => expect(chosen(page)).toHaveCount(1),
  },
  {
    ...{ view: 'group', gesture: 'a menu that was closed', make: closeMenu, key: 'Delete' },
    works: (_page, tiles) => focused(tiles.nth(1)),
  },
  {
    ...{ view: 'group', gesture: 'an entry of the menu', key: 'ArrowLeft' },
    make: async (page, tiles) => {
      const before = await tiles.count();
      await openMenu(page, tiles);
      await page.getByRole('menuitem', { name: 'Not this character' }).click();
      await expect(tiles).toHaveCount(before - 1);
    },
    works: (_page, tiles) => focused(tiles.nth(0)),
  },
];

test('after any gesture of the mouse the next key works', async ({ home, sprites, start }) => {
  const { page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  await page.getByTestId('group-card').first().click();
  const tiles = page.getByTestId('face-tile');
  await tiles.first().click();
  await tiles.nth(2).click({ modifiers: ['Shift'] });
  await page.keyboard.press('s');
  await page.getByRole('button', { name: /^Groups/ }).click();
  await nameFirstGroup(page, 'Sylvie');
  for (const { view, gesture, make, key, works } of gestures)
    await test.step(`${view}: ${gesture}, then ${key}`, async () => {
      await page.getByRole('button', { name: /^Groups/ }).click();
      if (view === 'group') await page.getByTestId('group-card').first().click();
      const shown = view === 'groups' ? page.getByTestId('group-card') : tiles;
      await expect(shown.nth(1)).toBeVisible();
      const before = await shown.count();
      await make(page, shown);
      await page.keyboard.press(key);
      await works(page, shown, before);
      // One thing at a time: a dialog, a field, then what is chosen.
      for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    });
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
