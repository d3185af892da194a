import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isInside } from '../../pipeline/folders/is-inside.ts';
import { insensitivityOf } from './insensitivity.ts';
import { codeOf } from '../batch/file-system.ts';
import { lookIfAllowed } from '../batch/look.ts';
import type { LookAhead } from './look-ahead.ts';
import type { FileOnDisk, FolderOnDisk, Survey } from '../planning/survey.ts';

type Found = Pick<FolderOnDisk, 'names' | 'writable' | 'insensitive' | 'device'>;

const nothing: Found = { names: [], writable: false, insensitive: false, device: '0' };

/** Answers a plan from the disk, and looks at each folder once. Calls block, so it belongs in a thread of its own. */
export class DiskSurvey implements Survey {
  readonly #roots: readonly string[];
  readonly #ahead: LookAhead | null;
  readonly #folders = new Map<string, FolderOnDisk>();

  /**
   * `roots`: the folders of the library. Below one that cannot be reached, everything is offline, not missing.
   * `ahead`: knows some files already.
   */
  constructor(roots: readonly string[], ahead: LookAhead | null = null) {
    this.#roots = roots;
    this.#ahead = ahead;
  }

  folder(path: string): FolderOnDisk {
    const known = this.#folders.get(path);
    if (known) return known;
    const found = this.#look(path);
    this.#folders.set(path, found);
    return found;
  }

  file(path: string): FileOnDisk | null {
    return this.#ahead?.file(path) ?? lookIfAllowed({ lstatSync }, path);
  }

  #look(path: string): FolderOnDisk {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    if (stats && !stats.isDirectory()) return { ...nothing, state: 'not-a-folder', path, nearest: path };
    const real = stats && list(path);
    if (stats && real) return { ...real, device: String(stats.dev), state: 'there', nearest: real.path };
    if (this.#isOffline(path)) return { ...nothing, state: 'offline', path, nearest: path };
    // The folder is there but cannot be read: it counts as not writable, since the names in it are unknown.
    if (stats) return { ...nothing, state: 'there', path, nearest: path };
    return this.#missing(path);
  }

  #missing(path: string): FolderOnDisk {
    const parent = dirname(path);
    if (parent === path) return { ...nothing, state: 'offline', path, nearest: path };
    const around = this.folder(parent);
    const state = around.state === 'there' ? 'missing' : around.state;
    return { ...around, state, path: join(around.path, basename(path)), names: [] };
  }

  #isOffline(path: string): boolean {
    const root = this.#roots.find((each) => path === each || isInside(path, each));
    return root !== undefined && !list(root);
  }
}

function list(path: string): (Omit<Found, 'device'> & { path: string }) | null {
  try {
    const real = realpathSync.native(path);
    const names = readdirSync(real);
    return { path: real, names, writable: isWritable(real), insensitive: insensitivityOf(real, names) };
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
