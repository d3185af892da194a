import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';

/** Where the app keeps its library, settings and logs on a system. */
export interface AppHome {
  readonly own: string;
  /** Where it kept them before, on a system on which that has changed. */
  readonly before: string | null;
}

/**
 * On Windows beside what else belongs to this computer alone: what roams is copied to a server at each end of a session, and a
 * library has gigabytes of previews.
 */
export function appHome(platform = process.platform, env = process.env, home = homedir()): AppHome {
  if (platform === 'win32') {
    const local = whereAbsolute(win32, env['LOCALAPPDATA']) ?? join(home, 'AppData', 'Local');
    const roaming = whereAbsolute(win32, env['APPDATA']) ?? join(home, 'AppData', 'Roaming');
    return { own: join(local, 'Dramatis'), before: join(roaming, 'Dramatis') };
  }
  if (platform === 'darwin') return { own: join(home, 'Library', 'Application Support', 'Dramatis'), before: null };
  return { own: join(whereAbsolute(posix, env['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'Dramatis'), before: null };
}

/** Looks at the disk, and moves a folder. A test can be another disk. */
interface HomeDisk {
  readonly exists: (path: string) => boolean;
  /** Throws what the system says. */
  readonly move: (from: string, to: string) => void;
}

const realDisk: HomeDisk = {
  exists: existsSync,
  move: (from, to) => {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  },
};

/** The home that holds a library now: the one of before, until the app has moved it. Moves nothing. */
export function findAppHome({ own, before }: AppHome, disk = realDisk): string {
  if (before === null || hasLibrary(own, disk)) return own;
  return hasLibrary(before, disk) ? before : own;
}

/**
 * The home to use from now on. A home of before moves as a whole, in one step of the file system. Where that is not possible (another
 * drive, somebody has a file of it open) everything stays where it is, and is used there: nothing is ever copied, merged or removed.
 */
export function claimAppHome(home: AppHome, disk = realDisk): string {
  const found = findAppHome(home, disk);
  if (found === home.own || disk.exists(home.own)) return found;
  try {
    disk.move(found, home.own);
    return home.own;
  } catch {
    return found; // Another start tries again.
  }
}

function hasLibrary(home: string, { exists }: HomeDisk): boolean {
  return exists(join(home, 'library', 'library.db'));
}

/** The XDG specification has a variable that is empty or relative count as unset: it would mean a place per folder of work. */
function whereAbsolute({ isAbsolute }: typeof posix, folder: string | undefined): string | null {
  return folder !== undefined && isAbsolute(folder) ? folder : null;
}
