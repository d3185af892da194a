import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { knownEndings } from '../../../contract/formats.ts';
import { messageOf } from '../../pictures/limits/skip-error.ts';
import type { FoundFile } from '../../store/files.ts';
import type { OddPath } from '../../store/odd-paths.ts';
import { isOnlineOnly, isUnnameable } from './odd-files.ts';

/** Tells which paths are none of our business, see ignored-paths.ts. */
export type Ignore = (path: string, isFolder: boolean) => boolean;

// A folder may hold a hundred thousand files: they are listed in pages, so that calls are answered in between.
const pageSize = 512;

const endings = new Set(knownEndings);

export interface WalkEvents {
  /** Pictures of one folder, or a page of them, as they lie on disk. */
  onFiles(files: readonly FoundFile[]): void;
  /** Of a folder that cannot be listed, what was in it is unknown, not gone. */
  onOdd(odd: OddPath): void;
  /** Another drive is mounted at this folder. */
  onDrive(folder: string): void;
}

export function isPicture(path: string): boolean {
  return endings.has(extname(path).slice(1).toLowerCase());
}

/**
 * Walks a folder and everything below it. Links to files are followed; links to folders are not, so that a loop
 * cannot catch us and a picture is not listed twice.
 */
export async function walk(root: string, ignore: Ignore, events: WalkEvents, signal: AbortSignal): Promise<void> {
  const folders = [{ path: root, device: await deviceOf(root) }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const { path: here, device } = folder;
    const entries = await list(here, events);
    if (isLibrary(entries.map(({ name }) => name))) continue;
    const paths = entries.map((entry) => ({ entry, path: join(here, entry.name) }));
    const wanted = paths.filter(({ entry, path }) => !ignore(path, entry.isDirectory()));
    for (const path of wanted.filter(({ entry }) => entry.isDirectory()).map((each) => each.path)) {
      const own = await deviceOf(path);
      if (own !== null && own !== device) events.onDrive(path);
      folders.push({ path, device: own });
    }
    const pictures = wanted.filter(({ entry, path }) => !entry.isDirectory() && isPicture(path));
    for (let from = 0; from < pictures.length; from += pageSize) {
      const page = pictures.slice(from, from + pageSize).map(({ path }) => path);
      await lookAtPage(page, events);
    }
  }
}

async function lookAtPage(paths: readonly string[], events: Pick<WalkEvents, 'onFiles' | 'onOdd'>): Promise<void> {
  const seen = await Promise.all(paths.map((path) => lookAt(path)));
  for (const each of seen) if (each !== null && 'reason' in each) events.onOdd(each);
  events.onFiles(seen.filter((each) => each !== null && 'size' in each));
}

const filesOfLibrary = ['library.db', 'library.lock'];

/** Its previews are no pictures of the artist. */
function isLibrary(names: readonly string[]): boolean {
  return filesOfLibrary.every((name) => names.includes(name));
}

/** Is a file, or a folder above it up to `root`, in a library of ours? */
export async function isInLibrary(path: string, root: string): Promise<boolean> {
  for (let folder = dirname(path); folder.startsWith(root); folder = dirname(folder)) {
    const found = await Promise.all(filesOfLibrary.map((name) => stampOnDisk(join(folder, name))));
    if (found.every((stamp) => stamp !== null)) return true;
    if (folder === dirname(folder)) break;
  }
  return false;
}

async function list(folder: string, events: Pick<WalkEvents, 'onOdd'>): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const reason = isUnnameable(folder) ? 'name-not-utf8' : 'folder-unreadable';
    events.onOdd({ path: folder, reason, detail: messageOf(error) });
    return [];
  }
}

/** What is at a path that is listed with the ending of a picture. Null where there is nothing (any more), or no plain file. */
export async function lookAt(path: string): Promise<FoundFile | OddPath | null> {
  const stats = await statsOf(path);
  if (!stats) return isUnnameable(path) ? { path, reason: 'name-not-utf8', detail: '' } : null;
  if (!stats.isFile()) return null;
  return isOnlineOnly(stats, process.platform) ? { path, reason: 'online-only', detail: '' } : stampOf(path, stats);
}

/** Size and time of a file; null where there is none (any more), or where it is not a plain file. */
export async function stampOnDisk(path: string): Promise<FoundFile | null> {
  const stats = await statsOf(path);
  return stats?.isFile() ? stampOf(path, stats) : null;
}

/**
 * Whether the folder around lists this name just so. Where a file system ignores case, a file is still found at the path that it had before its name
 * was changed in case only. True where the folder cannot be listed.
 */
export async function isListed(path: string): Promise<boolean> {
  return readdir(dirname(path)).then(
    (names) => names.includes(basename(path)),
    () => true,
  );
}

/** The device that a folder is on; null where it cannot be reached. */
export async function deviceOf(folder: string): Promise<number | null> {
  return (await statsOf(folder))?.dev ?? null;
}

/** Null where nothing can be reached at the path. */
async function statsOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

function stampOf(path: string, { size, mtimeMs }: Stats): FoundFile {
  return { path, size, mtimeMs };
}

/** Whether there is nothing in a folder: the place of a drive that is not mounted looks like this. */
export async function isEmpty(folder: string): Promise<boolean> {
  return (await list(folder, { onOdd: () => undefined })).length === 0;
}

/** Can the folder be listed now? A drive that is unplugged, or a share that is away, answers no. */
export async function isReachable(folder: string): Promise<boolean> {
  try {
    await readdir(folder);
    return true;
  } catch {
    return false;
  }
}
