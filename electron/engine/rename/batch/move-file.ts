import { codeOf, FileError, type FileSystem } from './file-system.ts';

/** Asked before the first placeholder: recovery has to know that there may be one. */
export interface Placeholders {
  allow(): void;
}

// No hard links at all (exFAT, many shares), or not of this file (Linux' protected_hardlinks, a link too many).
const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/**
 * Moves a file within its file system and never writes over another one: the new name is made by `link`, which fails
 * where there is one, and then the old name goes. Where files cannot be linked, the new name is taken with an empty file
 * that is made exclusively, and replaced. Throws FileError, `target-appeared` among them; what is half done then can be
 * seen on disk.
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
  // As late as can be: a program that has begun to write there in the meantime keeps its file.
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
