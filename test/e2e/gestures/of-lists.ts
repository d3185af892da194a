import type { Page } from 'playwright/test';
import { expect } from '../dramatis.ts';
import {
  chosen,
  clickBeside,
  closeMenu,
  closePreview,
  dialog,
  leadsTo,
  leadsToATile,
  openView,
  type GesturesOfView,
} from './gesture.ts';

const field = (page: Page) => page.getByTestId('query-input');

const search: GesturesOfView = {
  view: 'search',
  open: (page) => openView(page, 'search'),
  tiles: (page) => page.getByTestId('search-view').getByTestId('face-tile'),
  gestures: [
    {
      ...{ gesture: 'a click in the sidebar', make: async () => undefined, key: 'm' },
      works: async (page) => {
        await expect(field(page)).toHaveValue('m');
        await field(page).fill('');
      },
    },
    { gesture: 'a click between tiles', make: clickBeside, key: 'ArrowRight', works: leadsTo(1) },
    { gesture: 'a menu that was closed', make: closeMenu, key: 'ArrowLeft', works: leadsTo(0) },
    { gesture: 'a preview that was closed', make: closePreview, key: 'ArrowLeft', works: leadsTo(0) },
    {
      ...{ gesture: 'a choice that was clicked', key: 'x' },
      make: async (page) => {
        await field(page).pressSequentially('form');
        await page.getByRole('option').first().click();
      },
      works: async (page) => {
        await expect(field(page)).toHaveValue(/^format:x$/);
        await field(page).fill('');
      },
    },
    {
      ...{ gesture: 'a search that was entered', key: 'ArrowDown' },
      make: async (page) => {
        await field(page).fill('faces>=1');
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('query-chips').getByRole('button')).toHaveCount(1);
      },
      works: async (page) => {
        await leadsToATile(page);
        await field(page).fill('');
      },
    },
    {
      ...{ gesture: 'a part that was taken away', key: 'ArrowRight', works: leadsToATile },
      make: async (page) => {
        await field(page).fill('faces>=1 ');
        // What could be typed next lies over the parts until then.
        await page.keyboard.press('Enter');
        await page.getByTestId('query-chips').getByRole('button').click();
        await expect(page.getByTestId('query-chips')).toHaveCount(0);
      },
    },
    {
      ...{ gesture: 'whole pictures, and faces again', key: 'ControlOrMeta+a' },
      make: async (page) => {
        await page.getByText('Pictures', { exact: true }).last().click();
        await expect(page.getByTestId('picture-tile').first()).toBeVisible();
        await page.getByText('Faces', { exact: true }).click();
        await expect(page.getByTestId('face-tile').first()).toBeVisible();
      },
      works: async (page, tiles) => {
        await expect(chosen(page).first()).toBeVisible();
        await expect(chosen(page)).toHaveCount(await tiles.count());
      },
    },
  ],
};

const duplicates: GesturesOfView = {
  view: 'duplicates',
  open: (page) => openView(page, 'duplicates'),
  tiles: (page) => page.getByTestId('stack-file'),
  gestures: [
    {
      ...{ gesture: 'a click on a file', key: 'Space' },
      make: async (_page, tiles) => {
        await tiles.nth(1).click();
        await expect(tiles.nth(1).getByRole('checkbox')).toBeChecked();
      },
      works: (_page, tiles) => expect(tiles.nth(1).getByRole('checkbox')).not.toBeChecked(),
    },
    {
      ...{ gesture: 'a click beside', key: 'Escape' },
      make: (page) => page.getByRole('heading', { name: 'Duplicates and versions' }).click(),
      works: (page) => expect(page.getByTestId('group-card').first()).toBeVisible(),
    },
    {
      ...{ gesture: 'pictures side by side, closed', key: 'Enter' },
      make: async (page) => {
        await page.getByRole('button', { name: 'Compare' }).first().click();
        await expect(page.getByTestId('compare')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      },
      works: (page) => expect(page.getByTestId('compare')).toBeVisible(),
    },
    {
      ...{ gesture: 'pictures that were kept apart', key: 'ControlOrMeta+z' },
      make: async (page) => {
        const stacks = await page.getByTestId('stack').count();
        await page.getByRole('button', { name: 'Keep all apart' }).first().click();
        await expect(page.getByTestId('stack')).toHaveCount(stacks - 1);
      },
      works: (_page, tiles, before) => expect(tiles).toHaveCount(before),
    },
  ],
};

export const gesturesOfLists: readonly GesturesOfView[] = [search, duplicates];
