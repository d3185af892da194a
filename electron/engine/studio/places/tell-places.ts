import { pushPlaces } from '../server/place-calls.ts';
import type { StudioServer } from '../server/server.ts';
import type { SharedRoots } from './shared-roots.ts';

/** Paths in one call. */
const pathsAtOnce = 2_000;

/** Tells the server where pictures lie below shared folders, as far as that has changed. */
export async function tellPlaces(server: StudioServer, roots: SharedRoots, signal: AbortSignal): Promise<void> {
  for (const root of roots.stale()) {
    // What comes while this is told is told by the next.
    roots.settled(root.name);
    const { lie, gone } = roots.untold(root);
    for (let at = 0; at < Math.max(lie.length, gone.length); at += pathsAtOnce) {
      if (signal.aborted) return roots.share(root.folder, root.name);
      const some = { lie: lie.slice(at, at + pathsAtOnce), gone: gone.slice(at, at + pathsAtOnce) };
      await pushPlaces(server, root.name, some).catch((error: unknown) => {
        roots.share(root.folder, root.name);
        throw error;
      });
      roots.told(root.name, some);
    }
  }
}
