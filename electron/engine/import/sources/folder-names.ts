import { sep } from 'node:path';
import type { ImportedFile } from './imported.ts';

/** "Each folder is a character": files are named by the folder inside `root` that they lie in, at any depth. Those in `root` itself have no name. */
export function namesByFolder(root: string, paths: readonly string[]): ImportedFile[] {
  const start = root.endsWith(sep) ? root.length : root.length + 1;
  return paths.flatMap((path) => {
    const [folder = '', ...rest] = path.slice(start).split(sep);
    return rest.length === 0 ? [] : { path, names: [{ name: folder, kind: 'folder' as const, region: null }] };
  });
}
