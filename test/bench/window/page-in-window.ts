import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright/test';
import { buildPage, pageAddress, servePage } from '../../../build/dev/built-page.ts';
import { DevEngine } from '../../../build/dev/dev-engine.ts';
import { acceptPages } from '../../../build/dev/engine-socket.ts';
import { straight } from '../../../build/dev/states/twist.ts';
import { openVirtualDisplay } from '../../../build/set-up/display.mjs';
import { nodePath } from '../../../build/set-up/node-runtime.mjs';
import { root } from '../../../build/set-up/run.mjs';
import { LogFile } from '../../../electron/main/engine/log-file.ts';
import { packagedApp } from '../../support/packaged-app.ts';

const token = 'bench';
const folder = join(root, '.cache/bench/page');

export interface PageInWindow {
  readonly page: Page;
  readonly address: string;
  readonly app: ElectronApplication;
  /** Of the engine that answers the page. */
  readonly enginePid: number;
}

/**
 * The page in the packaged app's window, on a real engine that has this generated library open and nothing to do. Faces and pictures are flat,
 * so that decoding is not what is measured. `home`: for what the app writes.
 */
export async function withPage<T>(
  home: string,
  library: string,
  measure: (shown: PageInWindow) => Promise<T>,
): Promise<T> {
  await buildPage(folder);
  const display = await openVirtualDisplay();
  const log = join(home, 'engine.log');
  const engine = await startEngine(library, log);
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
    const page = await app.firstWindow();
    await page.setViewportSize({ width: 1280, height: 820 });
    const [, pid = ''] = /engine (\d+) started/.exec(await readFile(log, 'utf8')) ?? [];
    return await measure({ page, app, address: pageAddress(server, { token, art: 'flat' }), enginePid: Number(pid) });
  } finally {
    await app.close();
    display.close();
    server.close();
    await engine.stop();
  }
}

/** The engine as a child process, when it has opened its library and has nothing to do. */
async function startEngine(library: string, log: string): Promise<DevEngine> {
  const engine = new DevEngine({
    parts: { node: nodePath, engine: join(import.meta.dirname, '../engine/generated-engine.ts'), models: '' },
    library,
    log: new LogFile(log),
    clear: () => Promise.resolve(),
    fill: () => Promise.resolve(),
  });
  await engine.start();
  await engine.whenStarted();
  while ((await engine.engine.status()).progress.phase !== 'idle') await setTimeout(100);
  return engine;
}
