import { watch } from 'chokidar';
import { join } from 'node:path';
import { root } from '../set-up/run.mjs';

const sources = ['electron/contract', 'electron/engine', 'build/dev/art', 'native-models/models.json'];
/** An editor that saves all files, or a change of branch, is one change. */
const quietMs = 300;

/** Calls `changed` when sources of the engine have changed. Answers how to end it. */
export function watchSources(changed: () => void): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watcher = watch(
    sources.map((source) => join(root, source)),
    { ignoreInitial: true },
  ).on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quietMs);
  });
  return () => watcher.close();
}
