import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { withPage, type PageInWindow } from './page-in-window.ts';
import { workDuring } from './page-work.ts';
import { scroll, scrollTwice, type ScrollReport, type TwoScrolls } from './scroll-grid.ts';

export interface WindowReport {
  /** From the start of the page to the first group on screen, ms. */
  readonly openMs: number;
  /** From a click on a view, or on a group, to the first of its tiles with a picture of its own, ms; the second time that it is opened too. */
  readonly clicks: readonly Click[];
  /** From a key to the filtered groups on screen, ms, sorted. */
  readonly keysMs: readonly number[];
  readonly nothing: ScrollReport;
  readonly scrolls: Readonly<Record<'groups' | 'faces' | 'pictures', TwoScrolls>>;
  /** Of the engine and of the window's processes in the end, MB; each page that they share is counted once. */
  readonly memory: { readonly engine: number; readonly window: number };
}

interface Click {
  readonly view: string;
  readonly firstMs: number;
  readonly againMs: number;
  /** Processor time of the page's main thread, the second time. */
  readonly workMs: number;
}

/** What an artist waits for in the window, on a large library. */
export function libraryInWindow(home: string, library: string): Promise<WindowReport> {
  return withPage(home, library, measure);
}

async function measure(shown: PageInWindow): Promise<WindowReport> {
  const { page, address } = shown;
  await page.goto(new URL('/nothing', address).href);
  const nothing = await scroll(page);
  await page.addInitScript(stopwatch);
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByTestId('group-card').first().waitFor();
  const openMs = await page.evaluate(() => performance.getEntriesByName('first-card')[0]?.startTime ?? NaN);
  // What a start does beside it is over when folders have been counted.
  await page.getByTestId('folder-row').filter({ hasText: 'named' }).first().waitFor();
  const clicks = [
    await click(page, 'pictures', '[data-view="pictures"]', '[data-testid="picture-tile"] img'),
    await click(page, 'pictures without a face', '[data-view="faceless"]', '[data-testid="picture-tile"] img'),
    await click(page, 'search', '[data-view="search"]', '[data-testid="face-tile"] img'),
    await click(page, 'groups', '[data-view="groups"]', '[data-testid="group-card"] img'),
    await click(page, 'a group', '[data-testid="group-card"][data-index="0"]', '[data-testid="face-tile"] img'),
    await click(page, 'overview', '[data-view="overview"]', '[data-testid="overview-cast"] :is(button, img)'),
    await click(page, 'history', '[data-view="history"]', '[data-testid="history"]'),
    await click(page, 'what is no face', '[data-view="not-faces"]', '[data-testid="not-faces"]'),
  ];
  const keysMs = await type(page);
  const scrolls = {
    groups: await scrollTwice(page),
    faces: await scrolled(page, '[data-testid="group-card"][data-index="0"]', 'face-tile'),
    pictures: await scrolled(page, '[data-view="pictures"]', 'picture-tile'),
  };
  const memory = await memoryOf(shown);
  // Last: what it works out of groups stays in memory.
  const question = '[data-testid="review-question"], [data-testid="review-end"]';
  clicks.push(await click(page, '“Same character?”', '[data-view="review"]', question));
  return { openMs, clicks, keysMs, nothing, scrolls, memory };
}

async function scrolled(page: Page, button: string, tile: string): Promise<TwoScrolls> {
  await page.locator(button).click();
  await page.getByTestId(tile).first().waitFor();
  return scrollTwice(page);
}

/** Away from it and back: what is there the second time is not asked for anew. */
async function click(page: Page, view: string, button: string, tile: string): Promise<Click> {
  const times: number[] = [];
  let workMs = NaN;
  for (let round = 0; round < 2; round += 1) {
    const away = view === 'history' || (round === 0 && view !== 'groups') ? 'groups' : 'history';
    await page.locator(`[data-view="${away}"]`).click();
    if (button.includes('group-card')) await page.locator('[data-view="groups"]').click();
    await page.locator(button).waitFor();
    await page.evaluate((wanted) => window.stopwatch.until('pointerdown', wanted), tile);
    const { result, work } = await workDuring(page, async () => {
      await page.locator(button).click();
      return page.evaluate(() => window.stopwatch.time());
    });
    times.push(result);
    workMs = work.allMs;
  }
  const [firstMs = NaN, againMs = NaN] = times;
  return { view, firstMs, againMs, workMs };
}

/** Types a number into the filter of the groups, and takes it away again; each key changes what is shown. */
async function type(page: Page): Promise<number[]> {
  await page.locator('[data-view="groups"]').click();
  const filter = page.getByRole('searchbox', { name: 'Filter by name' });
  await filter.focus();
  const times: number[] = [];
  for (const key of [
    '4',
    '3',
    '2',
    'Backspace',
    'Backspace',
    'Backspace',
    '1',
    '2',
    '5',
    'Backspace',
    'Backspace',
    'Backspace',
  ]) {
    await page.evaluate(() => window.stopwatch.until('keydown', null));
    await page.keyboard.press(key);
    times.push(await page.evaluate(() => window.stopwatch.time()));
  }
  return times.toSorted((a, b) => a - b);
}

interface Stopwatch {
  /** Starts with the next event of that name, and stops in the frame after something fits `wanted`; null: after the grid has changed. */
  until(event: string, wanted: string | null): void;
  time(): Promise<number>;
}

declare global {
  interface Window {
    stopwatch: Stopwatch;
  }
}

/** Runs in the page. Times end when the frame that shows it is about to be drawn. */
function stopwatch(): void {
  const grid = () => document.querySelector('[role=grid]');
  const shown = () =>
    `${grid()?.getAttribute('aria-rowcount') ?? ''} ${grid()?.querySelector('[data-index="0"]')?.getAttribute('aria-label') ?? ''}`;
  let time = Promise.withResolvers<number>();
  window.stopwatch = {
    until(event, wanted) {
      time = Promise.withResolvers();
      const { resolve } = time;
      const start = ({ timeStamp }: Event): void => {
        const before = shown();
        const old = wanted === null ? null : document.querySelector(wanted);
        requestAnimationFrame(function look(now) {
          const found = wanted === null ? shown() !== before : document.querySelector(wanted) !== old;
          if (!found) requestAnimationFrame(look);
          else resolve(Math.max(now, performance.now()) - timeStamp);
        });
      };
      addEventListener(event, start, { capture: true, once: true });
    },
    time: () => time.promise,
  };
  requestAnimationFrame(function look() {
    if (document.querySelector('[data-testid="group-card"]')) performance.mark('first-card');
    else requestAnimationFrame(look);
  });
}

async function memoryOf({ app, enginePid }: PageInWindow): Promise<WindowReport['memory']> {
  const pids = await app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid }) => pid));
  const sizes = await Promise.all(pids.map(megabytesOf));
  return { engine: await megabytesOf(enginePid), window: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Its own pages, and its share of those that it has with others; from Linux's own books. */
async function megabytesOf(pid: number): Promise<number> {
  const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}
