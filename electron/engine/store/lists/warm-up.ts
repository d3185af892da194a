import type { KnownFiles } from './known-files.ts';
import type { WholeList } from './whole-list.ts';

/** When the window has what it shows first. */
const afterMs = 2_000;
/** Between two lists, so that calls are answered meanwhile. */
const pauseMs = 50;

interface Lists {
  readonly whole: WholeList;
  readonly knownFiles: KnownFiles;
}

/** Reads the lists that views and searches take longest for, before anybody clicks. Disposing of it ends that. */
export function warmUp({ whole, knownFiles }: Lists): Disposable {
  const steps = [
    () => whole.newest(),
    () => whole.look(undefined, 'newest'),
    () => knownFiles.warm(),
    () => whole.look(undefined, 'path'),
  ];
  const next = (wait: number): NodeJS.Timeout =>
    setTimeout(() => {
      steps.shift()?.();
      if (steps.length > 0) timer = next(pauseMs);
    }, wait).unref();
  let timer = next(afterMs);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
