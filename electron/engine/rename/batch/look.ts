import { codeOf, type FileSystem } from './file-system.ts';
import type { FileOnDisk } from '../planning/survey.ts';

/** Null where there is nothing. Other failures throw: what cannot be seen must not be guessed. */
export function look(fs: Pick<FileSystem, 'lstatSync'>, path: string): FileOnDisk | null {
  try {
    const stats = fs.lstatSync(path);
    const { size, mtimeMs, ino, dev } = stats;
    return { size, mtimeMs, inode: ino, device: dev, isLink: stats.isSymbolicLink() };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** A file that cannot be looked at cannot be renamed: a plan takes it for gone. */
export function lookIfAllowed(fs: Pick<FileSystem, 'lstatSync'>, path: string): FileOnDisk | null {
  try {
    return look(fs, path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}
