import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { AppError } from '../../contract/errors.ts';
import { BrowserFailed, findBrowser } from './browser.ts';
import { trimSheet } from './trim-sheet.ts';

export type Printed = 'pdf' | 'png';

const run = promisify(execFile);
const longestMs = 120_000;
/** Of the picture of a page, in pixels of the page: as wide as the sheet, and as high as a browser draws. */
const window = { width: 780, height: 16_000 };

/** Makes a PDF, or a picture of the whole page, of an HTML file: by a browser without a window. Throws NoBrowser, BrowserFailed, `sheet-too-long`. */
export async function printPage(page: string, kind: Printed): Promise<Uint8Array> {
  const browser = findBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-print-'));
  try {
    const made = join(folder, `page.${kind}`);
    await run(browser, [...always(folder), ...argumentsFor(kind, made), pathToFileURL(page).href], {
      timeout: longestMs,
    });
    const bytes = await readFile(made);
    return kind === 'pdf' ? bytes : await trimSheet(bytes);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new BrowserFailed(browser, cause);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A profile of its own: a browser that is open would take the page over. Root is not let in otherwise. */
function always(folder: string): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return ['--headless', '--disable-gpu', '--no-first-run', `--user-data-dir=${join(folder, 'profile')}`, ...sandbox];
}

function argumentsFor(kind: Printed, made: string): string[] {
  if (kind === 'pdf') return ['--no-pdf-header-footer', `--print-to-pdf=${made}`];
  const size = `--window-size=${window.width},${window.height}`;
  return ['--hide-scrollbars', '--force-device-scale-factor=2', size, `--screenshot=${made}`];
}
