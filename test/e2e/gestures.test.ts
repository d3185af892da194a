import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, folderOf, nameFirstGroup, test, untilIndexed, type Dramatis } from './dramatis.ts';
import {
  chosen,
  closeMenu,
  dialog,
  enter,
  leadsTo,
  leadsToATile,
  openView,
  toGroups,
  type GesturesOfView,
} from './gestures/gesture.ts';
import { gesturesOfBoards } from './gestures/of-boards.ts';
import { gesturesOfGrids, gesturesOfGroup } from './gestures/of-grids.ts';
import { gesturesOfLists } from './gestures/of-lists.ts';
import { gesturesOfOthers, gesturesOfReview } from './gestures/of-others.ts';
import { gesturesOfPictures } from './gestures/of-pictures.ts';

/** Something in every view: two groups, one with a name, two faces that are none, a search, samples. */
async function fillViews({ page, answerDialog }: Dramatis, sample: string, samples: string): Promise<void> {
  await page.getByTestId('group-card').first().click();
  const tiles = page.getByTestId('face-tile');
  await tiles.first().click();
  await tiles.nth(2).click({ modifiers: ['Shift'] });
  await page.keyboard.press('s');
  await openView(page, 'groups');
  await nameFirstGroup(page, 'Sylvie');
  // What the name has drawn to itself may have been all of a small group.
  await expect(async () => {
    await openView(page, 'groups');
    await page.getByTestId('group-card').last().click();
    await tiles.first().click({ timeout: 5_000 });
  }).toPass();
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

/** Three pictures more: two of nobody, and a smaller version of one. */
async function drawOthers(art: string, picture: string): Promise<number> {
  await sharp(picture).resize({ width: 300 }).toFile(join(art, 'small.png'));
  for (const [name, colour] of Object.entries({ dawn: '#d9b48f', dusk: '#3f4a6b' }))
    await sharp({ create: { width: 640, height: 360, channels: 3, background: colour } })
      .png()
      .toFile(join(art, `${name}.png`));
  return 3;
}

async function tryGestures(page: Page, { view, open, tiles, gestures }: GesturesOfView): Promise<void> {
  for (const { gesture, make, key, works } of gestures)
    await test.step(`${view}: ${gesture}, then ${key}`, async () => {
      await toGroups(page);
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

const tileIs = (name: string, at: number) => (page: Page) => leadsTo(at)(page, page.getByTestId(name));

/** What the first key does in a view that was opened by keyboard. */
const firstKeys: readonly (readonly [view: string, key: string, works: (page: Page) => Promise<void>])[] = [
  ['groups', 'F2', (page) => expect(page.getByTestId('group-name-input')).toBeFocused()],
  ['pictures', 'ArrowRight', tileIs('picture-tile', 1)],
  ['faceless', 'ArrowRight', tileIs('picture-tile', 1)],
  ['search', 'a', (page) => expect(page.getByTestId('query-input')).toHaveValue('a')],
  ['find', 'ArrowRight', leadsToATile],
  ['rename', 'ArrowDown', leadsToATile],
  ['not-faces', 'ArrowRight', tileIs('face-tile', 1)],
];

/** What a view does with keys stands in it. */
const takesKeys = 'main :is([role="gridcell"][tabindex="0"], [data-testid="query-input"]:focus)';

async function tryFirstKeys(page: Page): Promise<void> {
  for (const [view, key, works] of firstKeys)
    await test.step(`${view}, opened by keyboard, then ${key}`, async () => {
      await openView(page, view === 'groups' ? 'history' : 'groups');
      await enter(page, view);
      await expect(page.locator(`[data-view="${view}"]`).first()).toHaveAttribute('aria-current', 'page');
      await expect(page.locator(takesKeys).first()).toBeVisible();
      await page.keyboard.press(key);
      await works(page);
      for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
    });
}

/** Views without tiles: the first key finds their first control, from which Tab leads on. */
async function tryFirstControls(page: Page): Promise<void> {
  for (const view of ['overview', 'duplicates', 'skipped', 'history', 'samples'])
    for (const open of [openView, enter])
      await test.step(`${view}: its first control by one arrow`, async () => {
        await toGroups(page);
        await open(page, view);
        await expect(page.locator(`[data-view="${view}"]`).first()).toHaveAttribute('aria-current', 'page');
        await expect(
          page.locator('main section :is(button, input, [tabindex="0"]):not(header *)').first(),
        ).toBeVisible();
        await page.keyboard.press('ArrowDown');
        await expect(page.locator('main section :focus')).toHaveCount(1);
      });
}

/** Each that the sidebar has. */
async function tryWayBack(page: Page): Promise<void> {
  const entries = page.locator('aside [data-view]');
  for (const view of await entries.evaluateAll((all) =>
    all.map((entry) => (entry as HTMLElement).dataset['view'] ?? ''),
  ))
    for (const open of [openView, enter])
      await test.step(`${view}: back by one Escape`, async () => {
        await toGroups(page);
        await open(page, view);
        const entry = page.locator(`[data-view="${view}"]`).first();
        await expect(entry).toHaveAttribute('aria-current', 'page');
        await page.keyboard.press('Escape');
        await expect(page.locator('[data-view="groups"]')).toHaveAttribute('aria-current', 'page');
      });
}

// For what hangs: a machine that does other things takes twice as long.
test.setTimeout(1_200_000);

test('after any gesture of any view the next key works', async ({ home, sprites, start }) => {
  const cast = [...sprites.sylvie, ...sprites.eileen, ...sprites.lucy];
  const art = await folderOf(home, cast);
  const others = await drawOthers(art, sprites.sylvie[0] ?? '');
  const samples = join(home, 'samples');
  await mkdir(samples);
  await cp(sprites.sylvie[0] ?? '', join(samples, 'Sylvie.png'));
  await cp(sprites.lucy[0] ?? '', join(samples, 'Lucy.png'));
  await writeFile(join(art, 'notes.png'), 'This is not a picture.');
  const dramatis = await start(art);
  const { page } = dramatis;
  await untilIndexed(page, cast.length + others);
  await tryGestures(page, gesturesOfReview);
  await fillViews(dramatis, sprites.sylvie[1] ?? '', samples);
  await tryFirstKeys(page);
  await tryFirstControls(page);
  await tryWayBack(page);
  const boards = gesturesOfBoards(dramatis.app);
  const tables = [...boards, ...gesturesOfGrids, ...gesturesOfPictures, ...gesturesOfLists, ...gesturesOfOthers];
  for (const view of [...tables, gesturesOfGroup]) await tryGestures(page, view);
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
