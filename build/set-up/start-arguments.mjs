import { resolve } from 'node:path';

/**
 * What `npm start -- …` was given, as the app itself reads it: `--library` takes the argument after it, other switches
 * are Chromium's.
 * @param {readonly string[]} args
 * @returns {{ folders: string[], library: string | null }} absolute paths
 */
export function readStartArguments(args) {
  const at = args.indexOf('--library');
  const library = at < 0 ? undefined : args[at + 1];
  const folders = args.filter((arg, index) => !arg.startsWith('-') && (at < 0 || index !== at + 1));
  return {
    folders: folders.map((folder) => resolve(folder)),
    library: library === undefined ? null : resolve(library),
  };
}
