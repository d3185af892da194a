import type { Locator, Page } from 'playwright/test';
import { expect } from '../dramatis.ts';
import {
  add,
  chosen,
  clickBeside,
  closeMenu,
  closePreview,
  dialog,
  leadsTo,
  leadsToATile,
  openMenu,
  openView,
  sweep,
  type GesturesOfView,
} from './gesture.ts';

const pictures: GesturesOfView = {
  view: 'pictures',
  open: (page) => openView(page, 'pictures'),
  tiles: (page) => page.getByTestId('picture-tile'),
  gestures: [
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a rubber band', make: sweep, key: 'c' },
      works: (page) => expect(page.getByTestId('compare')).toBeVisible(),
    },
    {
      ...{ gesture: 'another layout', key: 'ControlOrMeta+a' },
      make: async (page) => {
        await page.getByText('Squares', { exact: true }).click();
        await page.getByText('Rows', { exact: true }).click();
      },
      works: async (page, tiles) => expect(chosen(page)).toHaveCount(await tiles.count()),
    },
    {
      ...{ gesture: 'Ctrl and the wheel', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().hover();
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, 120);
        await page.keyboard.up('Control');
      },
    },
  ],
};

const faceless: GesturesOfView = {
  view: 'faceless',
  open: (page) => openView(page, 'faceless'),
  tiles: (page) => page.getByTestId('faceless-view').getByTestId('picture-tile'),
  gestures: [
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'another layout', key: 'ControlOrMeta+a' },
      make: (page) => page.getByText('Squares', { exact: true }).click(),
      works: async (page, tiles) => {
        await expect(chosen(page)).toHaveCount(await tiles.count());
        await page.getByText('Rows', { exact: true }).click();
      },
    },
    {
      ...{ gesture: 'the other pictures, and back', key: 'ControlOrMeta+a' },
      make: async (page) => {
        await page.getByText('Nobody here', { exact: true }).first().click();
        await expect(page.getByTestId('picture-tile')).toHaveCount(0);
        await page.getByText('To check', { exact: true }).click();
        await expect(page.getByTestId('picture-tile').first()).toBeVisible();
      },
      works: async (page, tiles) => expect(chosen(page)).toHaveCount(await tiles.count()),
    },
    {
      ...{ gesture: 'an entry of the menu', key: 'ArrowLeft' },
      make: async (page, tiles) => {
        const before = await tiles.count();
        await openMenu(page, tiles);
        await page.getByRole('menuitem', { name: 'Nobody here' }).click();
        await expect(tiles).toHaveCount(before - 1);
      },
      works: async (page, tiles, before) => {
        await leadsToATile(page);
        await page.keyboard.press('ControlOrMeta+z');
        await expect(tiles).toHaveCount(before);
      },
    },
    {
      ...{ gesture: 'a rubber band', make: sweep, key: 'n' },
      works: async (page, tiles, before) => {
        await expect(tiles).toHaveCount(before - 2);
        await page.keyboard.press('ControlOrMeta+z');
        await expect(tiles).toHaveCount(before);
      },
    },
  ],
};

const compared = (page: Page): Locator => page.getByTestId('compare');
/** As near as pictures were before the gesture. */
let before = 0;
const zoomed = async (page: Page): Promise<number> =>
  Number(await compared(page).getByTestId('zoom-stage').first().getAttribute('data-zoom'));

const compare: GesturesOfView = {
  view: 'compare',
  open: async (page) => {
    await openView(page, 'pictures');
    const tiles = page.getByTestId('picture-tile');
    await tiles.nth(0).click();
    await tiles.nth(1).click(add);
    await page.keyboard.press('c');
    await expect(compared(page)).toBeVisible();
  },
  tiles: (page) => page.getByTestId('picture-tile'),
  gestures: [
    {
      ...{ gesture: 'a click on a picture', key: 'Escape', works: leadsToATileWithoutDialog },
      make: (page) => compared(page).getByTestId('zoom-stage').first().click(),
    },
    {
      ...{ gesture: 'the button for another ground', key: '+' },
      make: async (page) => {
        await compared(page).getByRole('button', { name: 'Change the background' }).click();
        await page.keyboard.press('0');
        before = await zoomed(page);
      },
      works: (page) => expect.poll(() => zoomed(page)).toBeGreaterThan(before),
    },
    {
      ...{ gesture: 'the wheel', key: '0' },
      make: async (page) => {
        before = await zoomed(page);
        await compared(page).getByTestId('zoom-stage').last().hover();
        await page.mouse.wheel(0, -600);
        await expect.poll(() => zoomed(page)).toBeGreaterThan(before);
      },
      works: (page) => expect.poll(() => zoomed(page)).toBe(before),
    },
    {
      ...{ gesture: 'the button that closes it', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page) => {
        await compared(page).getByRole('button', { name: 'Close' }).click();
        await expect(dialog(page)).toHaveCount(0);
      },
    },
  ],
};
async function leadsToATileWithoutDialog(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await leadsToATile(page);
}

export const gesturesOfPictures: readonly GesturesOfView[] = [pictures, faceless, compare];
