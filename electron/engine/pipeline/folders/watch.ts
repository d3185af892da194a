import { watch as chokidar } from 'chokidar';
import { isPicture, type Ignore } from './scan.ts';

export interface WatchEvents {
  /** A picture was written, or its folder appeared; it has stopped growing. */
  onChanged(path: string): void;
  /** A file or a whole folder is no longer at this path. */
  onGone(path: string): void;
  /** All folders below are watched from now on. */
  onReady(): void;
  /** The system cannot watch (all) of the folder, e.g. for lack of watch handles. */
  onDegraded(): void;
}

// A picture being saved changes many times; it is read once its size has stood still this long.
const stillForMs = 250;

/** Watches a folder and everything below it until the result is closed. */
export function watchFolder(root: string, ignore: Ignore, events: WatchEvents): AsyncDisposable {
  const watcher = chokidar(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) =>
      ignore(path, stats?.isDirectory() === true) || (stats?.isFile() === true && !isPicture(path)),
    awaitWriteFinish: { stabilityThreshold: stillForMs, pollInterval: 50 },
  });
  watcher.on('add', events.onChanged);
  watcher.on('change', events.onChanged);
  watcher.on('unlink', events.onGone);
  watcher.on('unlinkDir', events.onGone);
  watcher.on('ready', events.onReady);
  watcher.on('error', (error) => {
    if (!isForbidden(error)) events.onDegraded();
  });
  return { [Symbol.asyncDispose]: () => watcher.close() };
}

/** A folder below that may not be read shows nothing, watched or not. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}
