import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../contract/errors.ts';
import { isNetwork, isShare, mountOf, mountsOfLinux, mountsOfMac, type Mount } from './mounts.ts';
import { synchronisedBy } from './synchronised.ts';

/**
 * A library is SQLite: over a network two machines can damage it, and a service that copies it while it is written keeps broken copies.
 * Throws `library-on-network`, `library-synchronised`.
 */
export function refuseUnsafeHome(library: string): void {
  const path = realPath(resolve(library));
  if (isOnNetwork(path)) throw new AppError('library-on-network', library);
  const service = synchronisedBy(path, (folder, file) => existsSync(join(folder, file)));
  if (service !== null) throw new AppError('library-synchronised', `${library} (${service})`);
}

/** Of the part of the path that is there: a library is made where it is missing. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), path.slice(above.length));
  }
}

function isOnNetwork(path: string): boolean {
  if (process.platform === 'win32') return isShare(path);
  const mount = mountOf(path, mounts());
  return mount !== undefined && isNetwork(mount);
}

function mounts(): Mount[] {
  try {
    if (process.platform === 'linux') return mountsOfLinux(readFileSync('/proc/self/mountinfo', 'utf8'));
    if (process.platform === 'darwin') return mountsOfMac(execFileSync('/sbin/mount', { encoding: 'utf8' }));
  } catch {
    // Where the system does not tell, the library is opened: it is as before.
  }
  return [];
}
