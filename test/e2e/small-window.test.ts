import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from 'playwright/test';
import { openDrawnLibrary, type DrawnLibrary } from '../screens/drawn-library.ts';
import { looksWith } from '../screens/looks.ts';
import { openPageWindow, type PageWindow } from '../support/page-window.ts';

let home: string;
let library: DrawnLibrary;
let window: PageWindow;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dramatis-small-'));
  library = await openDrawnLibrary(home);
  window = await openPageWindow();
  window.page.setDefaultTimeout(60_000);
});

test.afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await library[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** The smallest that the window can be made, and a window of 1280 × 720 at 200 %. */
const sizes = [
  { width: 720, height: 453, scale: 1 },
  { width: 640, height: 360, scale: 2 },
];

async function show(name: string, lang: string): Promise<void> {
  const look = looksWith(library).find((other) => other.name === name);
  if (!look) throw new Error(`there is no ${name}`);
  await window.resize({ width: 1280, height: 720, scale: 1 });
  await window.page.goto(library.address({ ...look.asks, theme: 'light', lang }));
  await look.show(window.page);
}

/** How many rows they stand in. */
function rowsOf(elements: Locator): Promise<number> {
  return elements.evaluateAll((all) => new Set(all.map((element) => element.getBoundingClientRect().top)).size);
}

for (const lang of ['en', 'ja'])
  for (const name of ['group-chosen', 'groups-chosen'])
    test(`the tools for what is chosen take two rows at most, each with its words or a sign for them: ${name}, ${lang}`, async () => {
      await show(name, lang);
      const tools = window.page.getByRole('toolbar').locator('.offered button');
      const words = await tools.allInnerTexts();
      for (const size of sizes) {
        await window.resize(size);
        await expect.poll(() => rowsOf(tools)).toBeLessThanOrEqual(2);
        for (const [at, word] of words.entries()) await expect(tools.nth(at)).toHaveAccessibleName(word);
      }
      // The most used one says what it does at every size.
      await expect(tools.first()).toContainText(words[0] ?? '');
      await expect(tools.first().locator('.visually-hidden')).toHaveCount(0);
    });

for (const size of sizes) {
  test(`files and their new names are in sight beside the settings at ${size.width} pixels`, async () => {
    await show('rename', 'ja');
    await window.resize(size);
    await expect(window.page.getByTestId('rename-row').first()).toBeInViewport();
    await expect(window.page.getByTestId('template-input')).toBeInViewport();
  });

  test(`what colleagues have is in sight at ${size.width} pixels`, async () => {
    await show('find-studio', 'ja');
    await window.resize(size);
    await expect(window.page.getByTestId('find-view').getByRole('listitem').first()).toBeInViewport();
  });

  test(`a group's name and its tools stand in one row at ${size.width} pixels`, async () => {
    await show('group', 'en');
    await window.resize(size);
    const header = window.page.locator('main header').first();
    await expect.poll(async () => (await header.boundingBox())?.height ?? 0).toBeLessThan(72);
  });
}

test('the tools of the preview stand in one row', async () => {
  await show('preview', 'en');
  const parts = window.page.getByTestId('preview').locator('.buttons > .part:not(:last-child)');
  for (const size of sizes) {
    await window.resize(size);
    await expect(parts).toHaveCount(5);
    await expect.poll(() => rowsOf(parts)).toBe(1);
  }
});

test('nothing lies over the formats of the first run', async () => {
  await show('empty', 'en');
  for (const size of sizes) {
    await window.resize(size);
    const boxes = await window.page
      .getByTestId('empty-state')
      .locator('.corner, .formats')
      .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON() as DOMRect));
    const [formats, corner] = boxes;
    if (!formats || !corner) throw new Error('the first run is not on screen');
    const apart = corner.bottom <= formats.top || corner.top >= formats.bottom || corner.right <= formats.left;
    expect(apart).toBe(true);
  }
});
