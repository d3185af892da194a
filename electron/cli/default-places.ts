import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { appHome, findAppHome } from '../disk/app-home.ts';

/** Where the app keeps its library. */
export function defaultLibrary(): string {
  return join(findAppHome(appHome()), 'library');
}

/** The models beside the packaged engine, or those of the checkout that the engine was built in. */
export function defaultModels(here = import.meta.dirname): string {
  const packaged = join(here, '..', 'models');
  return existsSync(join(packaged, 'models.json')) ? packaged : join(here, '..', '..', 'native-models');
}
