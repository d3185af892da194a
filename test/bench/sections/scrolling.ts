import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLibrary } from '../engine/generated-library.ts';
import { table } from '../table.ts';
import { withPage, type PageInWindow } from '../window/page-in-window.ts';
import {
  scroll,
  scrollHead,
  scrollRow,
  scrollTwice,
  type ScrollReport,
  type TwoScrolls,
} from '../window/scroll-grid.ts';

const faces = 100_000;

export interface ScrollingReport {
  readonly faces: number;
  readonly groups: number;
  /** From the start of the page to the first group on screen. */
  readonly openMs: number;
  /** A page with nothing on it, at the same time: what the machine itself drops. */
  readonly nothing: ScrollReport;
  readonly groupsGrid: TwoScrolls;
  readonly facesGrid: TwoScrolls;
  /** Of whole pictures, in rows: as many as there are faces. */
  readonly picturesGrid: TwoScrolls;
}

/** Opens the page on the real engine, which has a generated library of 100,000 faces, in the packaged app's window, and scrolls its three grids. */
export async function benchScrolling(): Promise<ScrollingReport> {
  const home = await mkdtemp(join(tmpdir(), 'dramatis-bench-'));
  const library = join(home, 'library');
  generateLibrary(library, faces);
  try {
    return report(await withPage(home, library, measure));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function measure({ page, address }: PageInWindow): Promise<ScrollingReport> {
  await page.goto(new URL('/nothing', address).href);
  const nothing = await scroll(page);
  await page.addInitScript(markFirstCard);
  await page.goto(address, { waitUntil: 'commit' });
  const cards = page.getByTestId('group-card');
  await cards.first().waitFor();
  // The page itself notes when its first card was painted: waiting from outside adds a round trip.
  const openMs = await page.evaluate(() => performance.getEntriesByName('first-card')[0]?.startTime ?? NaN);
  const groups = Number((await page.locator('[role=grid]').getAttribute('aria-rowcount')) ?? 0);
  const columns = Number((await page.locator('[role=grid]').getAttribute('aria-colcount')) ?? 0);
  const groupsGrid = await scrollTwice(page);
  // The largest group: others may be too small to scroll.
  await page.locator('[data-testid=group-card][data-index="0"]').click();
  await page.getByTestId('face-tile').first().waitFor();
  const facesGrid = await scrollTwice(page);
  await page.locator('[data-view="pictures"]').click();
  await page.getByTestId('picture-tile').first().waitFor();
  const picturesGrid = await scrollTwice(page);
  return { faces, groups: groups * columns, openMs, nothing, groupsGrid, facesGrid, picturesGrid };
}

/** Runs in the page. */
function markFirstCard(): void {
  requestAnimationFrame(function look() {
    if (document.querySelector('[data-testid="group-card"]')) performance.mark('first-card');
    else requestAnimationFrame(look);
  });
}

function report(result: ScrollingReport): ScrollingReport {
  console.log(
    `\nScrolling: ${result.faces} faces in ${result.groups} groups, open after ${Math.round(result.openMs)} ms`,
  );
  console.log(
    table([
      scrollHead,
      scrollRow('an empty page', result.nothing),
      scrollRow('groups', result.groupsGrid.first),
      scrollRow('· again', result.groupsGrid.again),
      scrollRow('faces', result.facesGrid.first),
      scrollRow('· again', result.facesGrid.again),
      scrollRow('pictures', result.picturesGrid.first),
      scrollRow('· again', result.picturesGrid.again),
    ]),
  );
  return result;
}
