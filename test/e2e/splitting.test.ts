import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { expect, look, oneWindow, screenshot, test } from './dramatis.ts';
import { openView, toGroups } from './gestures/gesture.ts';

const part = (page: Page, number: number) => page.getByTestId('split-part').nth(number - 1);
const facesIn = (of: Locator) => of.getByTestId('split-face');

/** As few parts as there can be more than one of: all of them are in sight. */
async function twoParts(page: Page): Promise<void> {
  const slider = page.getByTestId('split-slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '1 part');
  await expect(page.getByTestId('split-part')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('split-part')).toHaveCount(2);
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.up();
}

async function openTable(page: Page): Promise<void> {
  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press('u');
  await expect(part(page, 2)).toBeVisible();
}

async function chooseFace(page: Page): Promise<void> {
  await page.getByTestId('group-card').first().click();
  await page.getByTestId('face-tile').first().click();
  await page.getByRole('toolbar').waitFor();
}

async function openDialog(page: Page, key: string): Promise<void> {
  await page.getByTestId('group-card').first().focus();
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
}

/** Where tools are that a toast could lie over. */
const withTools: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['the table of parts', openTable],
  ['the bar for a selection', chooseFace],
  ['the view that renames', (page) => openView(page, 'rename')],
  ['the review', (page) => openView(page, 'review')],
  ['settings', (page) => openDialog(page, 'ControlOrMeta+,')],
  ['an export', (page) => openDialog(page, 'Shift+E')],
  ['a regrouping', (page) => openDialog(page, 'ControlOrMeta+Shift+g')],
];

/** What of the tools in reach a toast lies over; those in a list can be scrolled away. */
function coveredTools(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const layer = document.querySelector('[aria-modal="true"]') ?? document;
    const toasts = [...document.querySelectorAll('[data-testid="toast"]')].map((toast) =>
      toast.getBoundingClientRect(),
    );
    const tools = layer.querySelectorAll('button, input, select, [role="slider"], [role="option"], [role="toolbar"]');
    return [...tools]
      .filter(
        (tool) => !tool.closest('[data-testid="toast"], [role="grid"], [role="list"], ul') && tool.checkVisibility(),
      )
      .filter((tool) => {
        const { left, right, top, bottom, width } = tool.getBoundingClientRect();
        return toasts.some(
          (it) => width > 1 && it.left < right && it.right > left && it.top < bottom && it.bottom > top,
        );
      })
      .map((tool) => tool.outerHTML.slice(0, 200));
  });
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
    width,
    height,
  ] as const);
}

test.describe('a group that holds several characters', () => {
  const here = oneWindow(({ sylvie, lucy }) => [...sylvie, ...lucy]);

  test.beforeAll(async () => {
    const { page } = here();
    const cards = page.getByTestId('group-card');
    await cards.first().focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(cards).toHaveCount(1);
  });

  test.beforeEach(async () => {
    await openTable(here().page);
  });

  test('is arranged by mouse: faces go from part to part, parts are joined and seen large, and split in one step', async () => {
    const { page } = here();
    const parts = page.getByTestId('split-part');
    await twoParts(page);
    const count = 2;
    const before = await facesIn(part(page, 2)).count();
    await drag(page, facesIn(part(page, 1)).first(), part(page, 2));
    await expect(facesIn(part(page, 2))).toHaveCount(before + 1);
    await facesIn(part(page, 1)).first().click();
    await facesIn(part(page, 1))
      .nth(1)
      .click({ modifiers: ['Shift'] });
    await drag(page, facesIn(part(page, 1)).first(), page.getByTestId('split-new'));
    await expect(parts).toHaveCount(count + 1);
    await expect(facesIn(parts.last())).toHaveCount(2);
    await look(page, '43-split');

    await part(page, 1).getByRole('button', { name: 'See large' }).click();
    await expect(parts).toHaveCount(1);
    await look(page, '44-split-large');
    await page.keyboard.press('Escape');
    await expect(parts).toHaveCount(count + 1);
    await parts.last().getByRole('button', { name: 'Join with…' }).click();
    await page.getByRole('menuitem', { name: /^Part 2/ }).click();
    await expect(parts).toHaveCount(count);
    await expect(facesIn(part(page, 2))).toHaveCount(before + 3);

    await page.getByRole('button', { name: `Split into ${count} groups` }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const cards = page.getByTestId('group-card');
    await expect(cards).toHaveCount(count);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(cards).toHaveCount(1);
  });

  test('is arranged by keyboard: a number moves a face, N makes a part, and each step can be undone', async () => {
    const { page } = here();
    const parts = page.getByTestId('split-part');
    await twoParts(page);
    const [first, second] = [await facesIn(part(page, 1)).count(), await facesIn(part(page, 2)).count()];
    await facesIn(part(page, 1)).first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('2');
    await expect(facesIn(part(page, 2))).toHaveCount(second + 1);
    await expect(facesIn(part(page, 1)).nth(1)).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('n');
    await expect(facesIn(part(page, 3))).toHaveCount(2);
    await page.keyboard.press('k');
    await expect(part(page, 1)).toContainText('Stays in');
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(parts).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(facesIn(part(page, 1))).toHaveCount(first);

    // One thing at a time: what is chosen, then the dialog.
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(first);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByTestId('group-card')).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByTestId('group-card')).toHaveCount(1);
  });

  test('what is told in passing is gone once a dialog opens', async () => {
    const { page } = here();
    await page.keyboard.press('Escape');
    const before = await page.getByTestId('group-card').count();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(page.getByTestId('group-card')).toHaveCount(before);
    await expect(page.getByTestId('toast')).toHaveText(/Redone/);
    await page.keyboard.press('u');
    await expect(part(page, 1)).toBeVisible();
    await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 2_000 });
    await page.keyboard.press('Escape');
  });

  test('what is told instead of something else lies over no tool either', async () => {
    const { page } = here();
    await page.keyboard.press('Escape');
    await chooseFace(page);
    await page.keyboard.press('o');
    await page.getByTestId('outfit-input').fill('Winter');
    await page.keyboard.press('Enter');
    for (const keys of ['ControlOrMeta+z', 'ControlOrMeta+Shift+z', 'ControlOrMeta+z']) {
      const said = await page.getByTestId('toast').innerText();
      await page.keyboard.press(keys);
      await expect(page.getByTestId('toast')).not.toHaveText(said, { useInnerText: true });
      await expect.poll(() => coveredTools(page), { timeout: 1_000 }).toEqual([]);
    }
    await openView(page, 'groups');
  });

  test('what is told in passing lies over no tool, in a small window either', async () => {
    const { app, page } = here();
    await page.keyboard.press('Escape');
    // That the characters are apart again, and together.
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(page.getByTestId('group-card')).toHaveCount(1);
    const toast = page.getByTestId('toast').filter({ hasText: 'Redone' });
    await expect(toast).toBeVisible();
    // One that is pointed at stays.
    await toast.dispatchEvent('pointerenter');
    for (const [name, show] of withTools)
      await test.step(name, async () => {
        await show(page);
        for (const [width, height] of [
          [720, 453],
          [1280, 720],
        ] as const) {
          await resize(app, width, height);
          await expect(toast).toBeVisible();
          await expect.poll(() => coveredTools(page)).toEqual([]);
          await screenshot(page, `45-toast-${width}-${name.replaceAll(' ', '-')}`);
        }
        for (let time = 0; time < 2; time += 1) await page.keyboard.press('Escape');
        await toGroups(page);
      });
  });
});
