import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { System } from '../native-packages.ts';
import { findElectron } from '../set-up/electron/electron-binary.mjs';
import { root, SetUpError } from '../set-up/run.mjs';
import { isThisSystem } from './engine-files.ts';

/**
 * The Electron that is packed: here the one that set-up found, which needs no network. For another system the one that lies in
 * ELECTRON_OVERRIDE_DIST_PATH (Electron's own variable), else electron-builder fetches it.
 */
export function electronFor(system: System): Pick<Configuration, 'electronDist' | 'electronVersion'> {
  if (!isThisSystem(system)) return foreignElectron(process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  const electron = findElectron();
  if (!electron) throw new SetUpError('There is no Electron yet. Fetch it with: npm run set-up');
  return { electronDist: electron.dist, electronVersion: electron.version };
}

function foreignElectron(dist: string | undefined): Pick<Configuration, 'electronDist' | 'electronVersion'> {
  if (dist === undefined) {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
      version: string;
    };
    return { electronVersion: version };
  }
  const file = join(dist, 'version');
  if (!existsSync(file)) throw new SetUpError(`${dist} is no Electron: there is no file "version" in it.`);
  return { electronDist: dist, electronVersion: readFileSync(file, 'utf8').trim().replace(/^v/, '') };
}

/** What to say where the Electron of another system could not be fetched. */
export function unreachableElectron({ platform, arch }: System, reason: unknown): SetUpError {
  const first = (reason instanceof Error ? reason.message : String(reason)).split('\n', 1)[0] ?? '';
  return new SetUpError(
    `Dramatis was not packed for ${platform} ${arch}: ${first}\n\nThe package registry has no Electron for that system, so it is ` +
      'fetched from its own place. Where that is out of reach,\nset ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to a ' +
      'folder with an unpacked Electron for that system.',
  );
}
