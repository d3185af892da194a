import { resolve } from 'node:path';

export interface CommandLine {
  /** Absolute path of the library to open instead of the app's own. */
  readonly library: string | null;
  /** Absolute paths of the folders to add. */
  readonly folders: readonly string[];
}

/**
 * Reads the app's arguments, without the program's own name. Chromium's switches (`--no-sandbox` …) are left to Chromium.
 * @param cwd where relative paths start
 */
export function readCommandLine(args: readonly string[], cwd: string): CommandLine {
  const at = args.indexOf('--library');
  const library = at < 0 ? undefined : args[at + 1];
  const folders = args.filter((arg, index) => !arg.startsWith('-') && (at < 0 || index !== at + 1));
  return {
    library: library === undefined ? null : resolve(cwd, library),
    folders: folders.map((folder) => resolve(cwd, folder)),
  };
}
