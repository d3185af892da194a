import { app } from 'electron';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where the parts of the app lie: beside dist/ in a checkout, under resources/ in the packaged app. */
export interface Parts {
  readonly node: string;
  readonly engine: string;
  readonly models: string;
  readonly preload: string;
  readonly page: string;
  readonly icon: string;
  /** The licences of what others made; null where the app is not packed. */
  readonly licences: string | null;
}

export function findParts(): Parts {
  const dist = join(app.getAppPath(), 'dist');
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  const here = { preload: join(dist, 'preload/index.cjs'), page: join(dist, 'renderer') };
  if (!app.isPackaged) {
    return {
      ...here,
      node: join(app.getAppPath(), 'node_modules/node/bin', node),
      engine: join(dist, 'engine/main.js'),
      models: join(app.getAppPath(), 'native-models'),
      icon: join(app.getAppPath(), 'resources/icon.png'),
      licences: null,
    };
  }
  // Plain Node cannot read inside the asar archive, so what it runs lies beside it.
  const resources = process.resourcesPath;
  return {
    ...here,
    node: join(resources, 'node', node),
    engine: join(resources, 'engine/main.js'),
    models: join(resources, 'models'),
    icon: join(resources, 'icon.png'),
    licences: join(resources, 'third-parties.txt'),
  };
}

/** Folders that belong to the artist. */
export interface Homes {
  /** The same for every library: settings and window state. */
  readonly settings: string;
  readonly library: string;
}

/**
 * Gives every library its own Chromium profile: its lock is what makes a second start on the same library
 * raise the window that is open, while another library opens beside it.
 */
export function claimHomes(library: string | null): Homes {
  const settings = app.getPath('userData');
  const own = join(settings, 'library');
  if (library === null || library === own) return { settings, library: own };
  const key = createHash('sha256').update(library).digest('hex').slice(0, 16);
  app.setPath('userData', join(settings, 'profiles', key));
  return { settings, library };
}
