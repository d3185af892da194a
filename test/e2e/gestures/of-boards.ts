import type { ElectronApplication, Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { expect } from '../dramatis.ts';
import { add, boxOf, chosen, dialog, leadsToATile, openView, type Gesture, type GesturesOfView } from './gesture.ts';

const map = (page: Page) => page.getByTestId('face-map');
const held = (page: Page) => page.getByTestId('held-faces');
const scaleOf = async (page: Page): Promise<number> => Number(await map(page).getAttribute('data-scale'));
/** Of the map that all of is seen. */
let whole = 0;

async function drawLasso(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(map(page));
  await page.keyboard.down('Shift');
  await page.mouse.move(x + 2, y + 2);
  await page.mouse.down();
  for (const [across, down] of [
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const)
    await page.mouse.move(x + 2 + across * (width - 5), y + 2 + down * (height - 5), { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(held(page).getByTestId('face-tile').first()).toBeVisible();
}

/** Where faces are is not in the page, but to be seen: places that something is drawn at and around, from the middle of the map on. */
async function drawnPlaces(page: Page): Promise<(readonly [number, number])[]> {
  const { data, info } = await sharp(await map(page).screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const colour = (x: number, y: number): number[] => [...data.subarray((y * width + x) * channels).subarray(0, 3)];
  // Beside the ring of what has the keys.
  const ground = colour(8, 8);
  const drawn = (x: number, y: number): boolean =>
    colour(x, y).some((value, at) => Math.abs(value - (ground[at] ?? 0)) > 24);
  const step = 6;
  const around = [
    [0, 0],
    [18, 0],
    [-18, 0],
    [0, 18],
    [0, -18],
  ] as const;
  const places = Array.from({ length: Math.floor(height / step) - 1 }, (_, row) =>
    Array.from(
      { length: Math.floor(width / step) - 1 },
      (__, column) => [(column + 1) * step, (row + 1) * step] as const,
    ),
  ).flat();
  const off = ([x, y]: readonly [number, number]): number => Math.hypot(x - width / 2, y - height / 2);
  return places
    .filter(([x, y]) => around.every(([dx, dy]) => drawn(x + dx, y + dy)))
    .toSorted((a, b) => off(a) - off(b));
}

async function clickFace(page: Page): Promise<void> {
  const { x, y } = await boxOf(map(page));
  for (const [across, down] of (await drawnPlaces(page)).slice(0, 60)) {
    await page.mouse.click(x + across, y + down);
    if ((await page.getByTestId('preview').count()) > 0) return;
  }
  await expect(page.getByTestId('preview')).toBeVisible();
}

const nearer = (page: Page) => expect.poll(() => scaleOf(page)).toBeGreaterThan(whole);

const onMap: GesturesOfView = {
  view: 'map',
  open: async (page) => {
    await openView(page, 'overview');
    await page.getByTestId('overview-view').getByText('Map', { exact: true }).click();
    await expect(map(page)).toBeVisible();
    await page.keyboard.press('0');
    whole = await scaleOf(page);
  },
  tiles: map,
  gestures: [
    { gesture: 'a click on its name', make: async () => undefined, key: '+', works: nearer },
    {
      ...{ gesture: 'the button that brings it nearer', key: '0' },
      make: async (page) => {
        await page.getByRole('toolbar').getByRole('button').first().click();
        await nearer(page);
      },
      works: (page) => expect.poll(() => scaleOf(page)).toBe(whole),
    },
    {
      ...{ gesture: 'the wheel, and a map that was moved', key: '0' },
      make: async (page) => {
        const { x, y, width, height } = await boxOf(map(page));
        await page.mouse.move(x + width / 2, y + height / 2);
        await page.mouse.wheel(0, -300);
        await nearer(page);
        await page.mouse.down();
        await page.mouse.move(x + width / 3, y + height / 3, { steps: 3 });
        await page.mouse.up();
      },
      works: (page) => expect.poll(() => scaleOf(page)).toBe(whole),
    },
    {
      ...{ gesture: 'a lasso', make: drawLasso, key: 'm' },
      works: (page) => expect(page.getByTestId('picker-input')).toBeFocused(),
    },
    {
      ...{ gesture: 'faces that the lasso holds, chosen', key: 'Escape' },
      make: async (page) => {
        await drawLasso(page);
        await held(page).getByTestId('face-tile').first().click();
        await held(page).getByTestId('face-tile').nth(1).click(add);
        await expect(chosen(page)).toHaveCount(2);
      },
      works: async (page) => {
        // One thing at a time: what is chosen, what is held, the view.
        await expect(chosen(page)).toHaveCount(0);
        await expect(held(page)).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(held(page)).toHaveCount(0);
        await expect(map(page)).toBeVisible();
      },
    },
    {
      ...{ gesture: 'held faces that were let go by their button', key: '+', works: nearer },
      make: async (page) => {
        await drawLasso(page);
        await held(page).getByRole('button', { name: 'Clear the lasso' }).click();
        await expect(held(page)).toHaveCount(0);
      },
    },
    {
      ...{ gesture: 'a face that was clicked, and its preview closed', key: '+', works: nearer },
      make: async (page) => {
        await clickFace(page);
        await page.getByTestId('preview').getByRole('button', { name: 'Close' }).click();
        await expect(dialog(page)).toHaveCount(0);
      },
    },
  ],
};

const part = (page: Page, number: number): Locator => page.getByTestId('split-part').nth(number - 1);
const facesIn = (of: Locator): Locator => of.getByTestId('split-face');
/** Faces of the second part before the gesture. */
let second = 0;

const goesToSecond: Pick<Gesture, 'key' | 'works'> = {
  key: '2',
  works: async (page) => {
    await expect(facesIn(part(page, 2))).toHaveCount(second + 1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(facesIn(part(page, 2))).toHaveCount(second);
  },
};

const parts: GesturesOfView = {
  view: 'table of parts',
  open: async (page) => {
    await page.getByTestId('group-card').first().focus();
    await page.keyboard.press('u');
    const slider = page.getByTestId('split-slider');
    await expect(part(page, 1)).toBeVisible();
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(page.getByTestId('split-part')).toHaveCount(1);
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('split-part')).toHaveCount(2);
    second = await facesIn(part(page, 2)).count();
  },
  tiles: (page) => page.getByTestId('split-face'),
  gestures: [
    { ...goesToSecond, gesture: 'a click on a face', make: (page) => facesIn(part(page, 1)).first().click() },
    {
      ...{ gesture: 'a click on a face', key: '3' },
      make: (page) => facesIn(part(page, 1)).first().click(),
      // The number that comes next makes a part.
      works: async (page) => {
        await expect(facesIn(part(page, 3))).toHaveCount(1);
        await page.keyboard.press('ControlOrMeta+z');
        await expect(page.getByTestId('split-part')).toHaveCount(2);
      },
    },
    {
      ...goesToSecond,
      gesture: 'a click beside the faces',
      make: async (page) => {
        await facesIn(part(page, 1)).first().click();
        const { x, y, width, height } = await boxOf(page.getByTestId('split-board'));
        await page.mouse.click(x + width - 6, y + height - 6);
      },
    },
    {
      ...goesToSecond,
      gesture: 'a click on the slider',
      make: async (page) => {
        await facesIn(part(page, 1)).first().focus();
        const { x, y, height } = await boxOf(page.getByTestId('split-slider'));
        await page.mouse.click(x + 2, y + height / 2);
        await expect(page.getByTestId('split-part')).toHaveCount(1);
        await page.keyboard.press('ArrowRight');
        await expect(page.getByTestId('split-part')).toHaveCount(2);
        await page.mouse.click(x - 20, y + height / 2);
      },
    },
    {
      ...{ gesture: 'a face that was dragged, and taken back by the button', key: 'ArrowRight' },
      make: async (page) => {
        const [from, to] = [await boxOf(facesIn(part(page, 1)).first()), await boxOf(part(page, 2))];
        await page.mouse.move(from.x + 9, from.y + 9);
        await page.mouse.down();
        await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
        await page.mouse.up();
        await expect(facesIn(part(page, 2))).toHaveCount(second + 1);
        await dialog(page).getByRole('button', { name: 'Undo' }).click();
        await expect(facesIn(part(page, 2))).toHaveCount(second);
      },
      works: (page) => expect(page.locator('[data-face]:focus')).toHaveCount(1),
    },
    {
      ...{ gesture: 'a part that was seen large', key: 'ArrowRight' },
      make: async (page) => {
        await part(page, 1).getByRole('button', { name: 'See large' }).click();
        await expect(page.getByTestId('split-part')).toHaveCount(1);
      },
      works: async (page) => {
        await expect(facesIn(part(page, 1)).nth(1)).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(page.getByTestId('split-part')).toHaveCount(2);
      },
    },
    {
      ...goesToSecond,
      gesture: 'the other part that stays, chosen by the mouse',
      make: async (page) => {
        await facesIn(part(page, 1)).first().click();
        await part(page, 2).locator('label', { hasText: 'Stays' }).click();
        await expect(part(page, 2)).toContainText('Stays in');
        await part(page, 1).locator('label', { hasText: 'Stays' }).click();
        await expect(part(page, 1)).toContainText('Stays in');
      },
    },
    {
      ...goesToSecond,
      gesture: 'a menu that was closed',
      make: async (page) => {
        await facesIn(part(page, 1)).first().click();
        await part(page, 1).getByRole('button', { name: 'Join with…' }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toBeHidden();
      },
    },
    {
      ...{ gesture: 'a click on Undo', key: 'Escape' },
      make: async (page) => {
        await facesIn(part(page, 1)).first().click();
        await page.keyboard.press('2');
        await dialog(page).getByRole('button', { name: 'Undo' }).click();
      },
      works: async (page) => {
        await expect(dialog(page)).toHaveCount(0);
        await page.keyboard.press('ArrowRight');
        await leadsToATile(page);
      },
    },
  ],
};

/** A dialog that Escape closes, and what the next key finds. */
function closedAfter(gesture: string, make: Gesture['make']): Gesture {
  return {
    ...{ gesture, make, key: 'Escape' },
    works: async (page) => {
      await expect(dialog(page)).toHaveCount(0);
      await page.keyboard.press('ArrowRight');
      await leadsToATile(page);
    },
  };
}

const regroup: GesturesOfView = {
  view: 'regroup',
  open: async (page) => {
    await page.getByTestId('group-card').first().focus();
    await page.keyboard.press('ControlOrMeta+Shift+g');
    await expect(page.getByTestId('regroup-preview')).toContainText('grouped like this now');
  },
  tiles: (page) => page.getByTestId('regroup-slider'),
  gestures: [
    closedAfter('a click on the slider', (page) =>
      page.getByTestId('regroup-slider').click({ position: { x: 12, y: 6 } }),
    ),
    {
      ...{ gesture: 'a click on the slider', key: 'ArrowRight' },
      make: async (page) => {
        await page.getByTestId('regroup-slider').click({ position: { x: 2, y: 6 } });
        await expect(page.getByTestId('regroup-slider')).toHaveAttribute('aria-valuetext', /^15 steps/);
      },
      works: (page) => expect(page.getByTestId('regroup-slider')).toHaveAttribute('aria-valuetext', /^14 steps/),
    },
  ],
};

/** Keys of the window's menu come from the system, which a test cannot press: the entry is clicked. */
async function importByMenu(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Menu }) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    entries?.find(({ label }) => label === 'Import Names…')?.click();
  });
}

const imports = (app: ElectronApplication): GesturesOfView => ({
  view: 'import',
  open: async (page) => {
    await page.getByTestId('group-card').first().focus();
    await importByMenu(app);
  },
  tiles: (page) => dialog(page),
  gestures: [
    closedAfter('a click on its box to tick', (page) => dialog(page).getByRole('checkbox').click()),
    closedAfter('a click on its text', (page) => dialog(page).locator('dd').first().click()),
    {
      ...{ gesture: 'the dialog closed by its button', key: 'ArrowRight', works: leadsToATile },
      make: async (page) => {
        await dialog(page).getByRole('button', { name: 'Cancel' }).click();
        await expect(dialog(page)).toHaveCount(0);
      },
    },
  ],
});

export const gesturesOfBoards = (app: ElectronApplication): readonly GesturesOfView[] => [
  onMap,
  parts,
  regroup,
  imports(app),
];
