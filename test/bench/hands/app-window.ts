import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright/test';
import { openVirtualDisplay } from '../../../build/set-up/display.mjs';

export interface AppWindow extends AsyncDisposable {
  readonly page: Page;
  readonly library: string;
}

/** Starts a packaged app on an empty library in `home`. Whatever the system's dialogs ask for, they answer `chosen`. */
export async function openAppWindow(program: string, home: string, chosen: string): Promise<AppWindow> {
  await rm(home, { recursive: true, force: true });
  const library = join(home, 'library');
  const display = await openVirtualDisplay();
  const env: NodeJS.ProcessEnv = {
    ...display.env,
    XDG_CONFIG_HOME: join(home, 'config'),
    LANGUAGE: 'en',
    LC_ALL: 'C.UTF-8',
  };
  const app = await _electron.launch({
    executablePath: program,
    args: ['--library', library],
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  });
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, chosen);
  const page = await app.firstWindow();
  return {
    ...{ page, library },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      display.close();
    },
  };
}
