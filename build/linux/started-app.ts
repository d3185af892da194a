import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { openVirtualDisplay } from '../set-up/display.mjs';

/** How long a start, or the end of the app, may take on a busy machine. */
const limitMs = 300_000;

/** Where an app that was started is at home, and what it is to open. */
export interface Start {
  readonly home: string;
  readonly art: string;
  /** How many pictures are in it. */
  readonly pictures: number;
  /** File for a picture of the window. */
  readonly screenshot: string;
}

/**
 * Starts the app on a screen of its own, waits until its pictures are looked through, and closes its window as an artist does. Answers what its
 * window says of its library; throws where it does not come as far as that, or does not end well.
 */
export async function startAndClose(program: string, start: Start): Promise<string> {
  const display = await openVirtualDisplay();
  const app = spawn(program, argumentsFor(start), {
    env: envFor(start, display.env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const browser = await chromium.connectOverCDP(await addressOf(app));
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the app has no window');
    const said = await whenIndexed(page, start);
    const ended = once(app, 'close', { signal: AbortSignal.timeout(limitMs) });
    await page.evaluate(() => window.close()).catch(() => undefined);
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`the app ended with ${code}`);
    return said;
  } finally {
    app.kill('SIGKILL');
    display.close();
  }
}

function argumentsFor({ home, art }: Start): string[] {
  // Electron refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...sandbox, '--remote-debugging-port=0', '--library', join(home, 'library'), art];
}

function envFor({ home }: Start, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache') };
  // The runtime of an AppImage mounts it, which a container may not.
  return { ...env, ...folders, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', APPIMAGE_EXTRACT_AND_RUN: '1' };
}

/** Chromium tells on stderr where it can be driven. */
async function addressOf(app: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`the app did not start:\n${said.slice(-2_000)}`));
    app.once('close', fail);
    app.once('error', reject);
    setTimeout(fail, limitMs).unref();
    app.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

async function whenIndexed(page: Page, { pictures, screenshot }: Start): Promise<string> {
  const status = page.getByTestId('status-bar');
  const counts = status.getByText(new RegExp(`^${pictures} pictures? · \\d+ faces?$`));
  await counts.waitFor({ timeout: limitMs });
  await status.getByText('Up to date').waitFor({ timeout: limitMs });
  mkdirSync(dirname(screenshot), { recursive: true });
  await page.screenshot({ path: screenshot });
  return (await counts.textContent()) ?? '';
}
