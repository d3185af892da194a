import type { Locator, Page } from 'playwright/test';
import { byKeys, dialog, look, press, review, view, type Look } from './ways.ts';

/** A library of its own. */
const state = (name: string, sign: (page: Page) => Locator): Look => ({
  name,
  asks: { state: name },
  show: (page) => sign(page).first().waitFor(),
});

/** The settings, with this part on top at each size. */
function settingsAt(name: string, asks: NonNullable<Look['asks']>, part: (settings: Locator) => Locator): Look {
  const show = async (page: Page) => {
    await byKeys(page, 'ControlOrMeta+,');
    await part(dialog(page)).waitFor();
  };
  const again = (page: Page) => part(dialog(page)).evaluate((element) => element.scrollIntoView());
  return look(name, show, { asks, again });
}

const mostOfRound = 40;

async function answerRound(page: Page): Promise<void> {
  await review(page);
  const end = page.getByTestId('round-end').or(page.getByTestId('review-end'));
  for (let asked = 0; asked < mostOfRound && (await end.count()) === 0; asked += 1) {
    await press(page, 's');
    await page.waitForTimeout(50);
  }
  await end.waitFor();
}

async function takeRoundBack(page: Page): Promise<void> {
  const back = page.locator('main header .button').last();
  for (let asked = 0; asked < mostOfRound && (await back.isEnabled()); asked += 1) await press(page, 'z');
}

export const looksOfStates: readonly Look[] = [
  state('empty', (page) => page.getByTestId('empty-state')),
  state('indexing', (page) => page.getByTestId('progress')),
  state('paused', (page) => page.locator('[data-phase="paused"]')),
  state('scanning', (page) => page.getByTestId('progress')),
  state('no-faces', (page) => page.locator('[data-phase="idle"]')),
  state('no-models', (page) => page.getByTestId('error-banner')),
  state('failing', (page) => page.getByRole('alert')),
  state('starting', (page) => page.locator('.note')),
  state('stopped', (page) => page.getByTestId('error-banner')),
  state('broken', (page) => page.getByTestId('broken-library')),
  look(
    'review-end',
    async (page) => {
      await page.locator('[data-phase="idle"]').waitFor();
      await page.locator('[data-view="review"]').click();
      await page.getByTestId('review-end').waitFor();
    },
    { asks: { state: 'no-faces' } },
  ),
  look('review-round', answerRound, { leave: takeRoundBack }),
  look(
    'review-names',
    async (page) => {
      await page.locator('[data-view="review"]').click();
      await page.getByTestId('review-view').getByRole('radio').nth(2).check();
      await page.getByTestId('review-names').waitFor();
    },
    { asks: { studio: 'connected' } },
  ),
  ...(['connected', 'offline', 'locked'] as const).map((studio) =>
    // When all of it is there.
    settingsAt(`settings-studio-${studio}`, { studio }, (settings) =>
      settings.locator('section', { hasText: /postgresql:.*references/s }),
    ),
  ),
  look(
    'history-studio',
    async (page) => {
      await view(page, 'history');
      await page.getByTestId('history').getByText(/sora/).first().waitFor();
    },
    { asks: { studio: 'connected' } },
  ),
  settingsAt('settings-learnt', { learnt: 'much' }, (settings) => settings.getByTestId('thresholds')),
];
