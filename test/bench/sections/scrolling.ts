import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type Page } from 'playwright/test';
import { buildPage, pageAddress, servePage } from '../../../build/dev/built-page.ts';
import { DevEngine } from '../../../build/dev/dev-engine.ts';
import { acceptPages } from '../../../build/dev/engine-socket.ts';
import { straight } from '../../../build/dev/states/twist.ts';
import { openVirtualDisplay } from '../../../build/set-up/display.mjs';
import { nodePath } from '../../../build/set-up/node-runtime.mjs';
import { root } from '../../../build/set-up/run.mjs';
import { LogFile } from '../../../electron/main/engine/log-file.ts';
import { dropped, type FrameReport } from '../engine/frames.ts';
import { generateLibrary } from '../engine/generated-library.ts';
import { packagedApp } from '../../support/packaged-app.ts';
import { table } from '../table.ts';

const faces = 100_000;
const scrollMs = 5_000;
const token = 'bench';
const folder = join(root, '.cache/bench/page');

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

/** Both from the top. The first is also the first time that the page's code runs, which the browser compiles meanwhile. */
interface TwoScrolls {
  readonly first: ScrollReport;
  readonly again: ScrollReport;
}

interface ScrollReport extends FrameReport {
  /** How far, CSS pixels: a grid that came to its end has nothing to drop. */
  readonly scrolled: number;
}

/**
 * Opens the page on the real engine, which has a generated library of 100,000 faces, in the packaged app's window, and scrolls its three
 * grids. Faces are flat pictures, so that decoding is not what is measured.
 */
export async function benchScrolling(): Promise<ScrollingReport> {
  await buildPage(folder);
  const home = await mkdtemp(join(tmpdir(), 'dramatis-bench-'));
  const display = await openVirtualDisplay();
  const engine = await startEngine(home);
  const server = await servePage(folder, (pages) => {
    acceptPages(pages, token, async () => (socket) => engine.answer(socket, straight));
    return (_request, _response, next) => next();
  });
  const app = await _electron.launch({
    executablePath: packagedApp(),
    args: ['--library', join(home, 'app-library'), '--force-device-scale-factor=1'],
    env: { ...display.env, XDG_CONFIG_HOME: join(home, 'config') },
  });
  try {
    return report(await measure(await app.firstWindow(), pageAddress(server, { token, art: 'flat' })));
  } finally {
    await app.close();
    display.close();
    server.close();
    await engine.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** The engine as a child process, when it has opened its library. */
async function startEngine(home: string): Promise<DevEngine> {
  const library = join(home, 'library');
  generateLibrary(library, faces);
  const engine = new DevEngine({
    parts: { node: nodePath, engine: join(import.meta.dirname, '../engine/generated-engine.ts'), models: '' },
    library,
    log: new LogFile(join(home, 'engine.log')),
    clear: () => Promise.resolve(),
    fill: () => Promise.resolve(),
  });
  await engine.start();
  await engine.whenStarted();
  while ((await engine.engine.status()).progress.phase !== 'idle') await setTimeout(100);
  return engine;
}

async function measure(page: Page, address: string): Promise<ScrollingReport> {
  await page.setViewportSize({ width: 1280, height: 820 });
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

async function scrollTwice(page: Page): Promise<TwoScrolls> {
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
async function scroll(page: Page): Promise<ScrollReport> {
  const { times, scrolled } = await page.evaluate(
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
  return { ...dropped(times), scrolled };
}

function report(result: ScrollingReport): ScrollingReport {
  const row = (name: string, { frames, missed, worstMs, medianMs, scrolled }: ScrollReport): string[] => [
    name,
    String(scrolled),
    String(frames),
    String(missed),
    medianMs.toFixed(1),
    worstMs.toFixed(1),
  ];
  console.log(
    `\nScrolling: ${result.faces} faces in ${result.groups} groups, open after ${Math.round(result.openMs)} ms`,
  );
  const head = ['grid', 'scrolled px', 'frames', 'dropped', 'median ms', 'worst ms'];
  console.log(
    table([
      head,
      row('an empty page', result.nothing),
      row('groups', result.groupsGrid.first),
      row('· again', result.groupsGrid.again),
      row('faces', result.facesGrid.first),
      row('· again', result.facesGrid.again),
      row('pictures', result.picturesGrid.first),
      row('· again', result.picturesGrid.again),
    ]),
  );
  return result;
}
