import type { Stores } from '../stores.ts';

/** When the window has what it shows first. */
const afterMs = 2_000;
/** Between two lists, so that calls are answered meanwhile. */
const pauseMs = 50;

/** Reads the lists that views and searches take longest for, before anybody clicks. Disposing of it ends that. */
export function warmUp({ whole, knownFiles }: Pick<Stores, 'whole' | 'knownFiles'>): Disposable {
  const steps = [
    () => whole.look(undefined, 'newest'),
    () => whole.newest(),
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
