import type { Page } from 'playwright/test';

const longestMs = 4_000;

/** Until pictures are there and nothing moves any more; what never comes to rest is shown as it is. */
export async function settle(page: Page): Promise<void> {
  await page
    .waitForFunction(
      () =>
        document.querySelector('.pulse') === null &&
        document.fonts.status === 'loaded' &&
        document.getAnimations().every((animation) => animation.effect?.getTiming().iterations === Infinity),
      null,
      { timeout: longestMs },
    )
    .catch(() => undefined);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
