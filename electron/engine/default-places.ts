import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';

/** Where the app keeps its library: Electron's `userData` of an app called Dramatis, found without Electron. */
export function defaultLibrary(platform = process.platform, env = process.env, home = homedir()): string {
  return join(appData(platform, env, home), 'Dramatis', 'library');
}

function appData(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'win32') return whereAbsolute(win32, env['APPDATA']) ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return whereAbsolute(posix, env['XDG_CONFIG_HOME']) ?? join(home, '.config');
}

/** The XDG specification has a variable that is empty or relative count as unset: it would mean a place per folder of work. */
function whereAbsolute({ isAbsolute }: typeof posix, folder: string | undefined): string | null {
  return folder !== undefined && isAbsolute(folder) ? folder : null;
}

/** The models beside the packaged engine, or those of the checkout that the engine was built in. */
export function defaultModels(here = import.meta.dirname): string {
  const packaged = join(here, '..', 'models');
  return existsSync(join(packaged, 'models.json')) ? packaged : join(here, '..', '..', 'native-models');
}
