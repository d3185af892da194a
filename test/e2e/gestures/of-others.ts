import type { Page } from 'playwright/test';
import { expect } from '../dramatis.ts';
import { boxOf, dialog, enter, leadsTo, openView, type Gesture, type GesturesOfView } from './gesture.ts';

const shown = (page: Page) => page.getByTestId('preview');
const place = (page: Page) => shown(page).locator('.place');
const isAt = (number: number) => (page: Page) => expect(place(page)).toContainText(new RegExp(`^${number} `));

async function clickPicture(page: Page): Promise<void> {
  const { x, y } = await boxOf(shown(page).locator('.stage').first());
  await page.mouse.click(x + 4, y + 4);
}

async function drawBox(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page.getByTestId('box-canvas'));
  await page.mouse.move(x + width * 0.1, y + height * 0.7);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.3, y + height * 0.9, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByTestId('box-info')).toBeVisible();
}

const preview: GesturesOfView = {
  view: 'preview',
  open: async (page) => {
    await openView(page, 'groups');
    await page.getByTestId('group-card').first().click();
    await page.getByTestId('face-tile').first().dblclick();
    await expect(shown(page)).toBeVisible();
  },
  tiles: (page) => page.getByTestId('face-tile'),
  gestures: [
    { gesture: 'a click beside the picture', make: clickPicture, key: 'ArrowRight', works: isAt(2) },
    {
      ...{ gesture: 'a click on Next', key: 'ArrowLeft', works: isAt(1) },
      make: async (page) => {
        await shown(page).getByRole('button', { name: 'Next face' }).click();
        await isAt(2)(page);
      },
    },
    {
      ...{ gesture: 'the button for another ground', key: 'Escape', works: leadsTo(0) },
      make: (page) => shown(page).getByRole('button', { name: 'Change the background' }).click(),
    },
    {
      ...{ gesture: 'the button that adjusts the box', key: 'Escape' },
      make: (page) => shown(page).getByRole('button', { name: 'Adjust the face box' }).click(),
      works: async (page) => {
        await expect(page.getByTestId('box-info')).toHaveCount(0);
        await expect(shown(page)).toBeVisible();
        await page.keyboard.press('ArrowRight');
        await isAt(2)(page);
      },
    },
    {
      ...{ gesture: 'a box that was drawn', make: drawBox, key: 'Escape' },
      works: async (page) => {
        await expect(page.getByTestId('box-info')).toHaveCount(0);
        await expect(shown(page)).toBeVisible();
      },
    },
    {
      ...{ gesture: 'the wheel, and a picture that was moved', key: 'ArrowRight', works: isAt(2) },
      make: async (page) => {
        const stage = page.getByTestId('zoom-stage');
        const { x, y, width, height } = await boxOf(stage);
        await page.mouse.move(x + width / 2, y + height / 2);
        await page.mouse.wheel(0, -600);
        const before = await boxOf(page.getByTestId('box-canvas'));
        await page.mouse.move(x + width * 0.9, y + height * 0.9);
        await page.mouse.down();
        await page.mouse.move(x + width * 0.7, y + height * 0.7, { steps: 4 });
        await page.mouse.up();
        expect((await boxOf(page.getByTestId('box-canvas'))).x).toBeLessThan(before.x);
      },
    },
    {
      ...{ gesture: 'boxes that were turned off by their button', key: '0' },
      make: async (page) => {
        await shown(page).getByRole('button', { name: 'Show or hide face boxes' }).click();
        await expect(page.getByTestId('chosen-box')).toHaveCount(0);
        await shown(page).getByRole('button', { name: 'Show or hide face boxes' }).click();
        await page.keyboard.press('z');
      },
      works: async (page) => {
        const [stage, picture] = [
          await boxOf(page.getByTestId('zoom-stage')),
          await boxOf(page.getByTestId('box-canvas')),
        ];
        expect(Math.max(picture.width / stage.width, picture.height / stage.height)).toBeCloseTo(1, 1);
      },
    },
    {
      ...{ gesture: 'a box that was given up', key: 'ArrowRight', works: isAt(2) },
      make: async (page) => {
        await drawBox(page);
        await page.getByTestId('box-info').getByRole('button', { name: 'Cancel' }).click();
      },
    },
  ],
};

const question = (page: Page) => page.getByTestId('review-question');
const asking = (page: Page, id: string) => page.locator(`[data-question="${id}"]`);

const whole = (page: Page, pressed: boolean) => page.getByRole('button', { name: /^Whole pictures/, pressed });

/** A question is not used up by it. */
function showsPicturesAfter(gesture: string, make: (page: Page) => Promise<unknown>): Gesture {
  return {
    gesture,
    make,
    key: 'Space',
    works: async (page) => {
      await expect(whole(page, true)).toBeVisible();
      await page.keyboard.press('Space');
      await expect(whole(page, false)).toBeVisible();
    },
  };
}

async function takeAnswerBack(page: Page): Promise<void> {
  const view = page.getByTestId('review-view');
  const asked = (await question(page).getAttribute('data-question')) ?? '';
  await view.getByRole('button', { name: /^Different/ }).click();
  await expect(asking(page, asked)).toHaveCount(0);
  await view.getByRole('button', { name: /^Undo/ }).click();
  await expect(asking(page, asked)).toHaveCount(1);
}

/** The first: what is decided in other views may leave nothing to ask. */
export const gesturesOfReview: GesturesOfView = {
  view: 'review',
  open: async (page) => {
    await openView(page, 'review');
    await expect(question(page)).toBeVisible();
  },
  tiles: (page) => question(page),
  gestures: [
    showsPicturesAfter('a click in the sidebar', async () => undefined),
    showsPicturesAfter('Enter in the sidebar', async (page) => {
      await openView(page, 'groups');
      await enter(page, 'review');
      await expect(question(page)).toBeVisible();
    }),
    showsPicturesAfter('a click beside', (page) => page.getByRole('heading', { name: 'Same character?' }).click()),
    {
      ...{ gesture: 'a click on Whole pictures', key: 'Space' },
      make: (page) => whole(page, false).click(),
      works: (page) => expect(whole(page, false)).toBeVisible(),
    },
    showsPicturesAfter('an answer that was taken back', takeAnswerBack),
    showsPicturesAfter('a skip that was taken back', async (page) => {
      const asked = (await question(page).getAttribute('data-question')) ?? '';
      await page.keyboard.press('s');
      await expect(asking(page, asked)).toHaveCount(0);
      await page.keyboard.press('z');
      await expect(asking(page, asked)).toHaveCount(1);
    }),
    {
      ...{ gesture: 'a click on what is asked about', key: 's' },
      make: (page) => page.getByTestId('review-view').locator('label', { hasText: 'Groups' }).click(),
      works: (page) => expect(page.getByTestId('review-progress')).toContainText(/[1-9]\d* answered/),
    },
  ],
};

const back = (page: Page) => expect(page.getByTestId('group-card').first()).toBeVisible();

const samples: GesturesOfView = {
  view: 'samples',
  open: (page) => openView(page, 'samples'),
  tiles: (page) => page.getByTestId('sorting-row'),
  gestures: [
    {
      ...{ gesture: 'a click on a name', key: 'Space' },
      make: async (_page, tiles) => {
        await tiles.first().locator('label').click();
        await expect(tiles.first().getByRole('checkbox')).not.toBeChecked();
      },
      works: (_page, tiles) => expect(tiles.first().getByRole('checkbox')).toBeChecked(),
    },
    {
      ...{ gesture: 'a click beside', key: 'Escape', works: back },
      make: (page) => page.getByRole('heading', { name: 'Sort by samples' }).click(),
    },
  ],
};

const skipped: GesturesOfView = {
  view: 'skipped',
  open: (page) => openView(page, 'skipped'),
  tiles: (page) => page.getByTestId('skipped-list').getByRole('listitem'),
  gestures: [
    { gesture: 'a click on a file', make: (_page, tiles) => tiles.first().click(), key: 'Escape', works: back },
    { gesture: 'a click in the sidebar', make: async () => undefined, key: 'Escape', works: back },
  ],
};

/** One edit less, and one more by the key that does it again. */
function redoesAfter(gesture: string, undo: (page: Page) => Promise<unknown>): Gesture {
  const undone = (page: Page) => page.getByTestId('history').locator('.undone');
  let before = 0;
  return {
    gesture,
    make: async (page) => {
      before = await undone(page).count();
      await undo(page);
      await expect(undone(page)).toHaveCount(before + 1);
    },
    key: 'ControlOrMeta+Shift+z',
    works: (page) => expect(undone(page)).toHaveCount(before),
  };
}

const history: GesturesOfView = {
  view: 'history',
  open: (page) => openView(page, 'history'),
  tiles: (page) =>
    page
      .getByTestId('history')
      .getByRole('listitem')
      .filter({ hasText: /\d:\d\d/ }),
  gestures: [
    redoesAfter('the way back to an edit', async (page) => {
      const way = page.getByTestId('history').getByRole('button', { name: 'Go back to here' }).first();
      await way.hover();
      await way.click();
    }),
    redoesAfter('the button that undoes', (page) =>
      page.getByTestId('history').getByRole('button', { name: 'Undo' }).first().click(),
    ),
    { gesture: 'a click on a line', make: (_page, tiles) => tiles.first().click(), key: 'Escape', works: back },
  ],
};

const settings: GesturesOfView = {
  view: 'settings',
  open: async (page) => {
    await openView(page, 'groups');
    await page.getByRole('button', { name: 'Settings' }).click();
  },
  tiles: (page) => page.getByTestId('group-card'),
  gestures: [
    {
      ...{ gesture: 'the dialog closed by its button', key: 'F2' },
      make: async (page) => {
        await dialog(page).getByRole('button', { name: 'Close' }).click();
        await expect(dialog(page)).toHaveCount(0);
      },
      works: (page) => expect(page.getByTestId('group-name-input')).toBeFocused(),
    },
  ],
};

export const gesturesOfOthers: readonly GesturesOfView[] = [preview, samples, skipped, history, settings];
