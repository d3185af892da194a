import fs from 'node:fs';
import { patientlySync, type DiskManners } from '../../../disk/patiently.ts';
import type { FileSystem } from './file-system.ts';

/**
 * The calls of a batch as Windows wants them. A file that another program has open can be linked there, but neither
 * renamed nor removed: a move by `link` and `unlink` would stop half-way with two names, and could not go back. So
 * nothing is linked, and a move is one `rename`, which fails before anything has happened. Each call that an open file
 * may refuse is tried for a second.
 */
export function onWindows(files: FileSystem, manners?: DiskManners): FileSystem {
  const patient =
    <A extends unknown[], T>(call: (...args: A) => T) =>
    (...args: A): T =>
      patientlySync(() => call(...args), manners);
  return {
    ...files,
    linkSync: () => {
      throw Object.assign(new Error('files are not linked on Windows'), { code: 'ENOTSUP' });
    },
    openSync: patient(files.openSync),
    renameSync: patient(files.renameSync),
    unlinkSync: patient(files.unlinkSync),
    rmdirSync: patient(files.rmdirSync),
  };
}

export const realFileSystem: FileSystem = process.platform === 'win32' ? onWindows(fs) : fs;
