import { dirname } from 'node:path';
import { unless, type FileSystem } from './file-system.ts';
import type { Step } from '../planning/program.ts';

/** Once per folder: makes the names in it last through a loss of power. */
export function syncFolders(fs: FileSystem, steps: readonly Step[], platform = process.platform): void {
  // Windows opens no folders; NTFS journals their names by itself.
  if (platform === 'win32') return;
  for (const folder of foldersOf(steps)) syncFolder(fs, folder);
}

function syncFolder(fs: FileSystem, path: string): void {
  // A folder that was taken back is gone; a share that cannot sync folders says so with one of the others.
  unless(['ENOENT', 'ENOTDIR', 'EINVAL', 'ENOTSUP', 'EISDIR', 'EBADF'], () => {
    const folder = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  });
}

function foldersOf(steps: readonly Step[]): Set<string> {
  const folders = new Set<string>();
  for (const step of steps) {
    if (step.do === 'folder') folders.add(dirname(step.path));
    else folders.add(dirname(step.from)).add(dirname(step.to));
  }
  return folders;
}
