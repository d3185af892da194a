import type { Page } from 'playwright/test';
import { dropped, type FrameReport } from '../engine/frames.ts';
import { workDuring, type PageWork } from './page-work.ts';

const scrollMs = 5_000;

/** Both from the top. The first is also the first time that the page's code runs, which the browser compiles meanwhile. */
export interface TwoScrolls {
  readonly first: ScrollReport;
  readonly again: ScrollReport;
}

export interface ScrollReport extends FrameReport {
  /** How far, CSS pixels: a grid that came to its end has nothing to drop. */
  readonly scrolled: number;
  /** Of the whole scroll. */
  readonly work: PageWork;
}

export async function scrollTwice(page: Page): Promise<TwoScrolls> {
  const first = await scroll(page);
  await backToTop(page);
  const again = await scroll(page);
  await backToTop(page);
  return { first, again };
}

async function backToTop(page: Page): Promise<void> {
  await page.locator('[role=grid]').evaluate((grid) => (grid.scrollTop = 0));
  await page.locator('[data-index="0"]').waitFor();
}

/** Scrolls the grid for some seconds as a wheel does, at about 2,400 pixels a second, and takes the time of every frame. */
export async function scroll(page: Page): Promise<ScrollReport> {
  const { result, work } = await workDuring(page, () => scrolledOf(page));
  const { times, scrolled } = result;
  return { ...dropped(times), scrolled, work };
}

function scrolledOf(page: Page): Promise<{ times: number[]; scrolled: number }> {
  return page.evaluate(
    ({ durationMs }) =>
      new Promise<{ times: number[]; scrolled: number }>((resolve) => {
        const grid = document.querySelector('[role=grid]');
        const frames: number[] = [];
        const step = (now: number): void => {
          frames.push(now);
          if (grid) grid.scrollTop += 40;
          if (now - (frames[0] ?? now) < durationMs) requestAnimationFrame(step);
          else resolve({ times: frames, scrolled: grid?.scrollTop ?? 0 });
        };
        requestAnimationFrame(step);
      }),
    { durationMs: scrollMs },
  );
}

export const scrollHead = [
  ...['grid', 'scrolled px', 'frames', 'dropped', 'median ms', 'worst ms'],
  ...['script a frame', 'style and layout', 'main thread in all'],
];

export function scrollRow(name: string, report: ScrollReport): readonly string[] {
  const { frames, missed, worstMs, medianMs, scrolled, work } = report;
  const ofFrame = (ms: number) => (ms / frames).toFixed(1);
  return [
    ...[name, String(scrolled), String(frames), String(missed), medianMs.toFixed(1), worstMs.toFixed(1)],
    ...[work.scriptMs, work.layoutMs, work.allMs].map(ofFrame),
  ];
}
