import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Reads what the app was given, without the program's own name: `--library` takes the argument after it, other switches (`--no-sandbox` …)
 * are Chromium's. `npm start` reads it in the same way, in whatever Node there is.
 * @param {readonly string[]} args
 * @param {string} cwd where relative paths start
 * @returns {{ folders: string[], library: string | null, libraryAnyway: boolean }} absolute paths: the folders to add, and the library to open
 *   instead of the app's own; `libraryAnyway`: even where it is not safe
 */
export function readCommandLine(args, cwd) {
  const at = args.indexOf('--library');
  const library = at < 0 ? undefined : args[at + 1];
  const folders = args.filter((arg, index) => !arg.startsWith('-') && (at < 0 || index !== at + 1));
  return {
    // File managers of Linux name what is dropped on an icon, or opened with the app, as addresses.
    folders: folders.map((folder) => (folder.startsWith('file:///') ? fileURLToPath(folder) : resolve(cwd, folder))),
    library: library === undefined ? null : resolve(cwd, library),
    libraryAnyway: args.includes('--library-anyway'),
  };
}
