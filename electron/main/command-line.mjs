import systemPath from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Reads what the app was given, without the program's own name: `--library` takes the argument after it, other switches (`--no-sandbox` …)
 * are Chromium's. `npm start` reads it in the same way, in whatever Node there is.
 * @param {readonly string[]} args
 * @param {string} cwd where relative paths start
 * @param {Pick<import('node:path').PlatformPath, 'resolve' | 'sep'>} [path] that of the system
 * @returns {{ folders: string[], library: string | null, libraryAnyway: boolean }} absolute paths: the folders to add, and the library to open
 *   instead of the app's own; `libraryAnyway`: even where it is not safe
 */
export function readCommandLine(args, cwd, path = systemPath) {
  const at = args.indexOf('--library');
  const library = at < 0 ? undefined : args[at + 1];
  const folders = args.filter((arg, index) => !arg.startsWith('-') && (at < 0 || index !== at + 1));
  return {
    // File managers of Linux name what is dropped on an icon, or opened with the app, as addresses.
    folders: folders.map((folder) =>
      folder.startsWith('file:///') ? fileURLToPath(folder) : path.resolve(cwd, withoutQuote(folder, path.sep)),
    ),
    library: library === undefined ? null : path.resolve(cwd, withoutQuote(library, path.sep)),
    libraryAnyway: args.includes('--library-anyway'),
  };
}

/** Explorer names a drive as `"E:\\"`, in which Windows takes the last quote for a part of the name. */
function withoutQuote(/** @type {string} */ given, /** @type {string} */ sep) {
  return sep === '\\' ? given.replace(/"$/, '\\') : given;
}
