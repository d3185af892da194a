import { codeOf, type FileSystem } from './file-system.ts';
import { millisecondsOf } from './file-time.ts';
import type { FileOnDisk } from '../planning/survey.ts';

/** Null where there is nothing. Other failures throw: a file that cannot be looked at may be there. */
export function look(fs: Pick<FileSystem, 'lstatSync'>, path: string): FileOnDisk | null {
  try {
    // NTFS and ReFS number their files beyond 2^53: as doubles, two files could look like one.
    const stats = fs.lstatSync(path, { bigint: true });
    return {
      size: Number(stats.size),
      mtimeMs: millisecondsOf(stats.mtimeNs),
      inode: String(stats.ino),
      device: String(stats.dev),
      isLink: stats.isSymbolicLink(),
    };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** For plans: null as well where a file cannot be looked at, since it cannot be renamed either. */
export function lookIfAllowed(fs: Pick<FileSystem, 'lstatSync'>, path: string): FileOnDisk | null {
  try {
    return look(fs, path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}
