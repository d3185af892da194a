import { relative, sep } from 'node:path';

/** A path as it is called below the root, on every system. */
export function nameBelow(root: string, path: string): string {
  return relative(root, path).replaceAll(sep, '/');
}
