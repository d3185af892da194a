import type { Locator, Page } from 'playwright/test';
import { expect } from '../dramatis.ts';
import {
  add,
  boxOf,
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

/** The result has the keys: its name can be given at once. */
async function namesThenUndoes(page: Page, tiles: Locator, before: number): Promise<void> {
  await expect(page.getByTestId('group-name-input')).toBeFocused();
  await page.keyboard.press('Escape');
  await leadsToATile(page);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(tiles).toHaveCount(before);
}

const groups: GesturesOfView = {
  view: 'groups',
  open: (page) => openView(page, 'groups'),
  tiles: (page) => page.getByTestId('group-card'),
  gestures: [
    {
      ...{ gesture: 'a rubber band', make: sweep, key: 'm' },
      works: (page) => expect(dialog(page)).toContainText(/moves? into/),
    },
    {
      ...{ gesture: 'a click between tiles', make: clickBeside, key: 'F2' },
      works: (page) => expect(page.getByTestId('group-name-input')).toBeFocused(),
    },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a click on the heading', key: 'ControlOrMeta+a' },
      make: (page) => page.getByRole('heading', { name: 'Groups' }).click(),
      works: async (page, tiles) => expect(chosen(page)).toHaveCount(await tiles.count()),
    },
    {
      ...{ gesture: 'a click in the sidebar', key: 'F2' },
      make: (page) => openView(page, 'groups'),
      works: (page) => expect(page.getByTestId('group-name-input')).toBeFocused(),
    },
    {
      ...{ gesture: 'an entry of the menu', key: 'ControlOrMeta+z' },
      make: async (page, tiles) => {
        const before = await tiles.count();
        await openMenu(page, tiles);
        await page.getByRole('menuitem', { name: 'Hide' }).click();
        await expect(tiles).toHaveCount(before - 1);
      },
      works: (_page, tiles, before) => expect(tiles).toHaveCount(before),
    },
    {
      ...{ gesture: 'a merge that was given up', key: 'ArrowRight', works: leadsToATile },
      make: async (page, tiles) => {
        await sweep(page, tiles);
        await page.keyboard.press('m');
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      },
    },
    {
      ...{ gesture: 'a character that was not chosen to merge with, by menu', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page, tiles) => {
        await openMenu(page, tiles);
        await page.getByRole('menuitem', { name: 'Merge with…' }).click();
        await expect(page.getByTestId('picker-input')).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
        await expect(tiles.nth(1)).toBeFocused();
      },
    },
    {
      ...{ gesture: 'a merge', key: 'F2' },
      make: async (page, tiles) => {
        const before = await tiles.count();
        await sweep(page, tiles);
        await page.keyboard.press('m');
        await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
        await expect(dialog(page)).toHaveCount(0);
        await expect(tiles).toHaveCount(before - 1);
      },
      works: namesThenUndoes,
    },
    {
      ...{ gesture: 'a split', key: 'F2' },
      make: async (page, tiles) => {
        const before = await tiles.count();
        await tiles.first().focus();
        await page.keyboard.press('u');
        await expect(page.getByTestId('split-part').nth(1)).toBeVisible();
        await dialog(page)
          .getByRole('button', { name: /^Split into/ })
          .click();
        await expect(dialog(page)).toHaveCount(0);
        await expect(tiles).not.toHaveCount(before);
      },
      works: namesThenUndoes,
    },
    {
      ...{ gesture: 'a table of parts that was given up', key: 'ArrowRight', works: leadsToATile },
      make: async (page, tiles) => {
        await tiles.first().focus();
        await page.keyboard.press('u');
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      },
    },
    {
      ...{ gesture: 'a regrouping that was given up', key: 'ArrowRight', works: leadsToATile },
      make: async (page, tiles) => {
        await tiles.first().click(add);
        await page.keyboard.press('ControlOrMeta+Shift+g');
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      },
    },
    {
      ...{ gesture: 'an export that was given up', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().focus();
        await page.keyboard.press('Shift+E');
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      },
    },
    {
      ...{ gesture: 'the list of keys, closed', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().focus();
        await page.keyboard.press('?');
        await dialog(page).getByRole('button', { name: 'Close' }).click();
      },
    },
    {
      ...{ gesture: 'a folder that was not removed', key: 'ArrowRight', works: leadsToATile },
      make: async (page) => {
        await page.getByTestId('folder-row').hover();
        await page.getByTestId('folder-row').getByRole('button').last().click();
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      },
    },
    {
      ...{ gesture: 'a filter that was closed', key: 'ControlOrMeta+a' },
      make: async (page) => {
        await page.getByRole('button', { name: 'Sort and filter' }).click();
        await expect(dialog(page)).toBeVisible();
        await page.getByRole('heading', { name: 'Groups' }).click();
        await expect(dialog(page)).toHaveCount(0);
      },
      works: async (page, tiles) => expect(chosen(page)).toHaveCount(await tiles.count()),
    },
    {
      ...{ gesture: 'what was chosen, let go by its button', key: 'F2' },
      make: async (page, tiles) => {
        await sweep(page, tiles);
        await page.getByRole('button', { name: 'Clear selection' }).click();
      },
      works: (page) => expect(page.getByTestId('group-name-input')).toBeFocused(),
    },
    {
      ...{ gesture: 'F2, and Escape', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().focus();
        await page.keyboard.press('F2');
        await expect(page.getByTestId('group-name-input')).toBeFocused();
        await page.keyboard.press('Escape');
      },
    },
    {
      ...{ gesture: 'a name that was begun by a click, and given up', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page, tiles) => {
        await tiles.first().focus();
        await tiles.nth(1).getByRole('button', { name: /name/i }).first().click();
        await expect(page.getByTestId('group-name-input')).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(tiles.nth(1)).toBeFocused();
      },
    },
    {
      ...{ gesture: 'a group opened and left by keyboard', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page, tiles) => {
        await tiles.nth(1).focus();
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('face-tile').first()).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(tiles.nth(1)).toBeVisible();
      },
    },
  ],
};

/** The last: its gestures take faces out of the group, which the other views need. */
export const gesturesOfGroup: GesturesOfView = {
  view: 'group',
  open: async (page) => {
    await openView(page, 'groups');
    await page.getByTestId('group-card').first().click();
  },
  tiles: (page) => page.getByTestId('face-tile'),
  gestures: [
    {
      ...{
        gesture: 'a face that came back by undo before the one that is chosen',
        key: 'ArrowLeft',
        works: leadsTo(1),
      },
      make: async (page, tiles) => {
        const before = await tiles.count();
        const third = (await tiles.nth(2).getAttribute('data-face-id')) ?? '';
        await tiles.first().click();
        await page.keyboard.press('s');
        await expect(tiles).toHaveCount(before - 1);
        await page.locator(`[data-face-id="${third}"]`).click();
        await page.keyboard.press('ControlOrMeta+z');
        await expect(tiles).toHaveCount(before);
        await expect(tiles.nth(2)).toHaveAttribute('data-face-id', third);
        await expect(tiles.nth(2)).toBeFocused();
      },
    },
    {
      ...{ gesture: 'a rubber band', make: sweep, key: 's' },
      works: (page) => expect(page.getByTestId('toast').getByText('2 faces')).toBeVisible(),
    },
    {
      ...{ gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight' },
      works: (page) => expect(chosen(page)).toHaveCount(1),
    },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'Delete', works: leadsTo(1) },
    {
      ...{ gesture: 'an entry of the menu', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page, tiles) => {
        const face = (await tiles.nth(1).getAttribute('data-face-id')) ?? '';
        await openMenu(page, tiles);
        await page.getByRole('menuitem', { name: 'Not this character' }).click();
        await expect(page.locator(`[data-face-id="${face}"]`)).toHaveCount(0);
      },
    },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a tool of the bar', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().click();
        await page.getByRole('toolbar').getByRole('button', { name: 'Copy path' }).click();
      },
    },
    {
      ...{ gesture: 'a click on a check mark', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().hover();
        await tiles.first().locator('[data-check]').click();
      },
    },
    {
      ...{ gesture: 'a picker that was given up', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().click();
        await page.keyboard.press('m');
        await expect(page.getByTestId('picker-input')).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      },
    },
    {
      ...{ gesture: 'an outfit that was given up', key: 'ArrowRight', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().click();
        await page.keyboard.press('o');
        await expect(page.getByTestId('outfit-input')).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      },
    },
    {
      ...{ gesture: 'tiles that were made larger by key', key: 'ArrowLeft' },
      make: async (page, tiles) => {
        await tiles.last().focus();
        for (let time = 0; time < 6; time += 1) await page.keyboard.press('+');
      },
      works: async (page, _tiles, before) => {
        const neighbour = page.locator(`[data-index="${before - 2}"]`);
        await expect(neighbour).toBeFocused();
        await expect(neighbour).toBeInViewport();
        for (let time = 0; time < 6; time += 1) await page.keyboard.press('-');
      },
    },
    {
      ...{ gesture: 'a preview opened and closed by keyboard', key: 'ArrowLeft', works: leadsTo(0) },
      make: async (page, tiles) => {
        await tiles.nth(1).focus();
        await page.keyboard.press('Space');
        await expect(page.getByTestId('preview')).toBeVisible();
        await page.keyboard.press('Space');
        await expect(dialog(page)).toHaveCount(0);
      },
    },
  ],
};

const notFaces: GesturesOfView = {
  view: 'not faces',
  open: (page) => openView(page, 'not-faces'),
  tiles: (page) => page.getByTestId('not-faces').getByTestId('face-tile'),
  gestures: [
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a rubber band', make: sweep, key: 'b' },
      works: async (page, tiles, before) => {
        await expect(tiles).toHaveCount(before - 2);
        await page.keyboard.press('ControlOrMeta+z');
        await expect(tiles).toHaveCount(before);
      },
    },
  ],
};

const found: GesturesOfView = {
  view: 'find',
  open: (page) => openView(page, 'find'),
  tiles: (page) => page.getByTestId('match-tile'),
  gestures: [
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'ArrowRight', works: leadsToATile },
    {
      ...{ gesture: 'a click on a face', key: 'ArrowRight', works: leadsTo(1) },
      make: (_page, tiles) => tiles.first().click(),
    },
    {
      ...{ gesture: 'a click between tiles', key: 'n' },
      make: async (page) => {
        const { x, y } = await boxOf(page.getByRole('grid'));
        await page.mouse.click(x + 3, y + 3);
      },
      works: (page) => expect(page.getByTestId('picker-input')).toBeFocused(),
    },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a border that was moved', key: 'Space' },
      make: async (page) => {
        const border = page.getByTestId('border-same');
        const { x, y, width, height } = await boxOf(border);
        const at = Number(await border.inputValue());
        await page.mouse.click(x + 7 + at * (width - 14), y + height / 2);
        await expect(border).toBeFocused();
      },
      works: (page) => expect(page.getByTestId('preview')).toBeVisible(),
    },
    {
      ...{ gesture: 'a name that was given up', key: 'ArrowRight', works: leadsToATile },
      make: async (page) => {
        await page.getByRole('button', { name: 'Name all…' }).click();
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      },
    },
  ],
};

const rename: GesturesOfView = {
  view: 'rename',
  open: (page) => openView(page, 'rename'),
  tiles: (page) => page.getByTestId('rename-row'),
  gestures: [
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'ArrowDown', works: leadsToATile },
    {
      ...{ gesture: 'a click on a row', key: 'ArrowDown', works: leadsTo(1) },
      make: (_page, tiles) => tiles.first().click({ position: { x: 120, y: 8 } }),
    },
    {
      ...{ gesture: 'a box that was ticked', key: 'ArrowDown', works: leadsTo(1) },
      make: async (_page, tiles) => {
        const box = tiles.first().getByRole('checkbox');
        await box.click();
        await expect(tiles.first()).toHaveAttribute('data-fate', 'left-out');
        await box.click();
        await expect(tiles.first()).not.toHaveAttribute('data-fate', 'left-out');
      },
    },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowUp', works: leadsTo(0) },
    {
      ...{ gesture: 'a name that was not changed', key: 'ArrowDown', works: leadsTo(1) },
      make: async (page, tiles) => {
        await tiles.first().hover();
        await tiles.first().getByRole('button', { name: 'Change the new name' }).click();
        await expect(page.getByTestId('new-name-field')).toBeFocused();
        await page.keyboard.press('Escape');
      },
    },
    {
      ...{ gesture: 'a click on the heading', key: 'Space' },
      make: (page) => page.getByRole('heading', { name: 'Rename files' }).click(),
      works: (page) => expect(page.getByTestId('preview')).toBeVisible(),
    },
  ],
};

const folders: GesturesOfView = {
  view: 'folders',
  open: (page) => openView(page, 'groups'),
  tiles: (page) => page.getByTestId('folder-row'),
  gestures: [
    {
      ...{ gesture: 'a click on a folder', key: 'Enter' },
      make: async (page, tiles) => {
        await tiles.first().click();
        await expect(page.getByTestId('folder-chip')).toBeVisible();
      },
      works: (page) => expect(page.getByTestId('folder-chip')).toHaveCount(0),
    },
    {
      ...{ gesture: 'a menu that was closed', key: 'Enter' },
      make: async (page, tiles) => {
        await tiles.first().click({ button: 'right' });
        await expect(page.getByRole('menu')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toBeHidden();
      },
      works: async (page) => {
        await expect(page.getByTestId('folder-chip')).toBeVisible();
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('folder-chip')).toHaveCount(0);
      },
    },
    {
      ...{
        gesture: 'a folder that is shown again with all others by its chip',
        key: 'ArrowRight',
        works: leadsToATile,
      },
      make: async (page, tiles) => {
        await tiles.first().click();
        await page.getByTestId('folder-chip').getByRole('button').click();
        await expect(page.getByTestId('folder-chip')).toHaveCount(0);
      },
    },
  ],
};

const groupPictures: GesturesOfView = {
  view: 'whole pictures of a group',
  open: async (page) => {
    await page.getByTestId('group-card').first().click();
    await page.locator('main header').getByText('Pictures', { exact: true }).click();
  },
  tiles: (page) => page.getByTestId('picture-tile'),
  gestures: [
    {
      ...{ gesture: 'the switch', make: async () => undefined, key: 'ArrowRight' },
      works: async (page, tiles) => {
        await leadsTo(1)(page, tiles);
        await page.locator('main header').getByText('Faces', { exact: true }).click();
      },
    },
    {
      ...{ gesture: 'the switch', make: async () => undefined, key: 'ControlOrMeta+a' },
      works: async (page, tiles) => {
        await expect(chosen(page).first()).toBeVisible();
        await expect.poll(async () => (await chosen(page).count()) - (await tiles.count())).toBe(0);
        await page.locator('main header').getByText('Faces', { exact: true }).click();
      },
    },
  ],
};

export const gesturesOfGrids: readonly GesturesOfView[] = [groups, folders, groupPictures, rename, found, notFaces];
