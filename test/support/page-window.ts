import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type BrowserContext, type Page } from 'playwright/test';
import { openVirtualDisplay } from '../../build/set-up/display.mjs';
import { packagedApp } from './packaged-app.ts';

export interface ViewSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen for one of CSS: 2 where everything is shown at 200 %. */
  readonly scale: number;
}

/** The packaged app's window, as a browser for the development page. */
export interface PageWindow extends AsyncDisposable {
  readonly page: Page;
  /** What went wrong in the page since the last call. */
  complaints(): string[];
  resize(size: ViewSize): Promise<void>;
}

/** What shows the page. */
interface Opened {
  readonly page: Page;
  close(): Promise<void>;
}

/** In the packaged app; or in the Chromium that `CHROMIUM` names, as the fallback for Electron's download is an old one. */
export async function openPageWindow(): Promise<PageWindow> {
  const browser = process.env['CHROMIUM'];
  const { page, close } = browser === undefined ? await openApp() : await openBrowser(browser);
  // Each page begins with the settings of its address, whatever the one before has changed.
  await page.addInitScript(() => {
    if (location.protocol === 'http:') localStorage.removeItem('dramatis-settings');
  });
  const devtools = await page.context().newCDPSession(page);
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  return {
    page,
    complaints: () => said.splice(0),
    resize: async ({ width, height, scale }) => {
      await devtools.send('Emulation.setDeviceMetricsOverride', {
        ...{ width, height, deviceScaleFactor: scale },
        mobile: false,
      });
    },
    [Symbol.asyncDispose]: close,
  };
}

async function openBrowser(executablePath: string): Promise<Opened> {
  const browser = await chromium.launch({ executablePath });
  const context: BrowserContext = await browser.newContext({ viewport: null });
  return { page: await context.newPage(), close: () => browser.close() };
}

async function openApp(): Promise<Opened> {
  const home = await mkdtemp(join(tmpdir(), 'dramatis-page-'));
  const display =
    process.platform === 'linux' ? await openVirtualDisplay() : { env: process.env, close: () => undefined };
  const env: NodeJS.ProcessEnv = {
    ...display.env,
    XDG_CONFIG_HOME: join(home, 'config'),
    LANGUAGE: 'en',
    LC_ALL: 'C.UTF-8',
  };
  const app = await _electron.launch({
    executablePath: packagedApp(),
    args: ['--library', join(home, 'library'), '--force-device-scale-factor=1'],
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  });
  return {
    page: await app.firstWindow(),
    close: async () => {
      await app.close();
      display.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
