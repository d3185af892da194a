import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { codeOf } from './file-system.ts';
import { look } from './step-state.ts';
import type { FileSurvey, FolderSurvey, Survey } from './survey-model.ts';

type Found = Pick<FolderSurvey, 'names' | 'writable' | 'insensitive' | 'device'>;

const nothing: Found = { names: [], writable: false, insensitive: false, device: 0 };

/** Looks at the disk as a plan asks, at each folder once. Blocks: it belongs into a thread of its own. */
export class DiskSurvey implements Survey {
  readonly #roots: readonly string[];
  readonly #folders = new Map<string, FolderSurvey>();

  /** `roots`: the folders of the library. One that cannot be reached makes everything below it offline, not missing. */
  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  folder(path: string): FolderSurvey {
    const known = this.#folders.get(path);
    if (known) return known;
    const found = this.#look(path);
    this.#folders.set(path, found);
    return found;
  }

  file(path: string): FileSurvey | null {
    return seen(path);
  }

  #look(path: string): FolderSurvey {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && !stats.isDirectory()) return { ...nothing, state: 'not-a-folder', path, nearest: path };
    const real = stats && list(path);
    if (stats && real) return { ...real, device: stats.dev, state: 'there', nearest: real.path };
    if (this.#isOffline(path)) return { ...nothing, state: 'offline', path, nearest: path };
    // It is there, and may not be read: nobody knows what names are taken.
    if (stats) return { ...nothing, state: 'there', path, nearest: path };
    return this.#missing(path);
  }

  #missing(path: string): FolderSurvey {
    const parent = dirname(path);
    if (parent === path) return { ...nothing, state: 'offline', path, nearest: path };
    const around = this.folder(parent);
    const state = around.state === 'there' ? 'missing' : around.state;
    return { ...around, state, path: join(around.path, basename(path)), names: [] };
  }

  #isOffline(path: string): boolean {
    const root = this.#roots.find((each) => path === each || path.startsWith(each + sep));
    return root !== undefined && !list(root);
  }
}

function seen(path: string): FileSurvey | null {
  try {
    return look({ lstatSync }, path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    // A file that cannot be looked at cannot be renamed: the plan says that it is gone.
    return null;
  }
}

function list(path: string): (Omit<Found, 'device'> & { path: string }) | null {
  try {
    const real = realpathSync.native(path);
    const names = readdirSync(real);
    return { path: real, names, writable: isWritable(real), insensitive: isInsensitive(real, names) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asked for a name in the other case, does the file system answer with the same file? */
function isInsensitive(folder: string, names: readonly string[], platform = process.platform): boolean {
  const name = names.find((each) => otherCase(each) !== each);
  if (name !== undefined) return isSame(join(folder, name), join(folder, otherCase(name)), names);
  const own = basename(folder);
  if (otherCase(own) !== own) return isSame(folder, join(dirname(folder), otherCase(own)), []);
  return platform === 'win32' || platform === 'darwin';
}

function isSame(path: string, other: string, names: readonly string[]): boolean {
  if (names.includes(basename(other))) return false;
  const [a, b] = [path, other].map((each) => lstatSync(each, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}
