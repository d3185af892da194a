import type { Locator, Page } from 'playwright/test';
import { expect } from '../dramatis.ts';

/** A gesture, then a key: the key has to do what it says, on what the artist is at. */
export interface Gesture {
  readonly gesture: string;
  make(page: Page, tiles: Locator): Promise<unknown>;
  readonly key: string;
  /** `before`: how many tiles there were before the gesture. */
  works(page: Page, tiles: Locator, before: number): Promise<void>;
}

/** The gestures of one view. */
export interface GesturesOfView {
  readonly view: string;
  open(page: Page): Promise<unknown>;
  /** What stands in its grid or list. */
  tiles(page: Page): Locator;
  readonly gestures: readonly Gesture[];
}

export const add: { modifiers: ['ControlOrMeta'] } = { modifiers: ['ControlOrMeta'] };
export const chosen = (page: Page) => page.getByRole('gridcell', { selected: true });
export const dialog = (page: Page) => page.getByRole('dialog');
const menu = (page: Page) => page.getByRole('menu');

export async function openView(page: Page, view: string): Promise<void> {
  // Saved searches lead to the same view.
  await page.locator(`[data-view="${view}"]`).first().click();
}

/** The Escapes at the end of a gesture have led there most often. */
export async function toGroups(page: Page): Promise<void> {
  if ((await page.locator('[data-view="groups"][aria-current="page"]').count()) === 0) await openView(page, 'groups');
}

/** From its entry in the sidebar on, without the mouse. */
export async function enter(page: Page, view: string): Promise<void> {
  await page.locator(`[data-view="${view}"]`).first().focus();
  await page.keyboard.press('Enter');
}

export async function boxOf(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return box;
}

/** Draws a rubber band over the first two tiles. */
export async function sweep(page: Page, tiles: Locator): Promise<void> {
  const grid = await boxOf(page.getByRole('grid'));
  const last = await boxOf(tiles.nth(1));
  await page.mouse.move(grid.x + 3, grid.y + 3);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(chosen(page)).toHaveCount(2);
}

export async function clickBeside(page: Page): Promise<void> {
  const grid = await boxOf(page.getByRole('grid'));
  await page.mouse.click(grid.x + 3, grid.y + 3);
  await expect(chosen(page)).toHaveCount(0);
}

export async function openMenu(page: Page, tiles: Locator): Promise<void> {
  await tiles.nth(1).click({ button: 'right' });
  await expect(menu(page)).toBeVisible();
}

export async function closeMenu(page: Page, tiles: Locator): Promise<void> {
  await openMenu(page, tiles);
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
}

export async function closePreview(page: Page, tiles: Locator): Promise<void> {
  await tiles.nth(1).dblclick();
  await page.getByTestId('preview').getByRole('button', { name: 'Close' }).click();
  await expect(dialog(page)).toHaveCount(0);
}

/** The key leads to the tile, or acts on it and stays there. */
export const leadsTo = (at: number) => (_page: Page, tiles: Locator) => expect(tiles.nth(at)).toBeFocused();

/** Any tile: which one is the grid's to say. */
export const leadsToATile = (page: Page) => expect(page.locator('[role="gridcell"]:focus')).toHaveCount(1);
