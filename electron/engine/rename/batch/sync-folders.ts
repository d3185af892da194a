import { dirname } from 'node:path';
import { unless, type FileSystem } from './file-system.ts';
import type { Step } from '../planning/program.ts';

/** Syncs every folder that the steps touch, once each, so that the names in it survive a loss of power. */
export function syncFolders(fs: FileSystem, steps: readonly Step[], platform = process.platform): void {
  // On Windows folders cannot be opened; NTFS journals names by itself.
  if (platform === 'win32') return;
  for (const folder of foldersOf(steps)) syncFolder(fs, folder);
}

function syncFolder(fs: FileSystem, path: string): void {
  // ENOENT and ENOTDIR: the folder was taken back. The others: a share that cannot sync folders.
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
