import { sep } from 'node:path';

/** Whether a path is below a folder, at any depth; the folder itself is not. A drive or `/` as the folder ends in a separator. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
