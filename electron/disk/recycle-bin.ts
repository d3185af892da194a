import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { latest, type TrashedFile } from './trashed-file.ts';

/** In front of the path in an `$I` file: version, size, time (100 ns since 1601), and from version 2 on the length of the path. */
const header = { version: 0, time: 16, path: { 1: 24, 2: 28 } } as const;

/**
 * The file that had this path in Windows' recycle bin, the one that went there last: `$R…` is the file, `$I…` what is noted of it. Folders of
 * others cannot be read, and are passed over. `bin`: a test has one of its own.
 */
export function findInRecycleBin(path: string, bin = join(win32.parse(path).root, '$Recycle.Bin')): TrashedFile | null {
  const found = namesIn(bin).flatMap((owner) =>
    namesIn(join(bin, owner)).flatMap((name): TrashedFile[] => {
      if (!name.startsWith('$I')) return [];
      const [info, file] = [join(bin, owner, name), join(bin, owner, `$R${name.slice(2)}`)];
      const noted = readInfo(info);
      return noted && samePath(noted.path, path) && existsSync(file) ? [{ file, info, at: noted.at }] : [];
    }),
  );
  return latest(found);
}

function readInfo(info: string): { readonly path: string; readonly at: string } | null {
  try {
    const bytes = readFileSync(info);
    const version = Number(bytes.readBigUInt64LE(header.version));
    if (version !== 1 && version !== 2) return null;
    const path = bytes.toString('utf16le', header.path[version]).split('\0', 1)[0] ?? '';
    return { path, at: bytes.readBigUInt64LE(header.time).toString().padStart(20, '0') };
  } catch {
    return null; // Of another owner, or gone meanwhile.
  }
}

function samePath(a: string, b: string): boolean {
  return win32.normalize(a).toLowerCase() === win32.normalize(b).toLowerCase();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Of another owner, or no folder.
  }
}
