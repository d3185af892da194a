import { codeOf, FileError, type FileSystem } from './file-system.ts';

/** `allow` is called before a placeholder is made: recovery has to know that there may be one. */
export interface Placeholders {
  allow(): void;
}

// No hard links at all (exFAT, many shares), or not of this file (Linux' protected_hardlinks, a link too many). EISDIR is
// what Node makes of Windows' answer on FAT and exFAT.
const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EISDIR']);

/**
 * Moves a file within its file system and never writes over another one. The new name is made by `link`, which fails if
 * the name is taken, and then the old name is removed. Where files cannot be linked, an empty file that is made
 * exclusively (the placeholder) takes the new name and is then replaced. Throws FileError, `target-appeared` if the name
 * is taken. The disk shows what was half done.
 */
export function moveFile(fs: FileSystem, from: string, to: string, placeholders: Placeholders): void {
  try {
    fs.linkSync(from, to);
  } catch (error) {
    const code = codeOf(error) ?? 'unknown';
    if (!cannotLink.has(code)) throw failed(error, from, to);
    placeholders.allow();
    return attempt(from, to, () => replacePlaceholder(fs, from, to));
  }
  attempt(from, to, () => fs.unlinkSync(from));
}

function replacePlaceholder(fs: FileSystem, from: string, to: string): void {
  fs.closeSync(fs.openSync(to, 'wx'));
  // Checked as late as possible: another program may have begun to write into the placeholder.
  if (fs.lstatSync(to).size > 0) throw new FileError('target-appeared', to);
  fs.renameSync(from, to);
}

function attempt(from: string, to: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw failed(error, from, to);
  }
}

function failed(error: unknown, from: string, to: string): unknown {
  const code = codeOf(error);
  if (error instanceof FileError || code === undefined) return error;
  return code === 'EEXIST'
    ? new FileError('target-appeared', to, null, { cause: error })
    : new FileError(code, from, to, { cause: error });
}
