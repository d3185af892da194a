import { stat } from 'node:fs/promises';
import { AppError } from '../../../contract/errors.ts';
import type { StudioApi, StudioRoot } from '../../../contract/api/studio-api.ts';
import { rootsOf, unshare } from '../server/place-calls.ts';
import type { StudioServer } from '../server/server.ts';
import type { SharedRoots } from './shared-roots.ts';

interface RootCallParts {
  readonly roots: () => SharedRoots;
  /** Throws `studio-none`. */
  readonly withServer: <T>(use: (server: StudioServer) => Promise<T>) => Promise<T>;
  /** Throws `studio-none`. */
  readonly mustBeIn: () => void;
  /** The server is told. */
  readonly onShared: () => Promise<void>;
}

type RootCalls = Pick<StudioApi, 'studioRoots' | 'shareFolder' | 'unshareFolder' | 'studioFile'>;

/** Folders that the studio has a name for. */
export function rootCalls({ roots, withServer, mustBeIn, onShared }: RootCallParts): RootCalls {
  return {
    studioRoots: async () => joined(await withServer(rootsOf), roots()),
    async shareFolder(folder, name) {
      mustBeIn();
      const found = await stat(folder).catch(() => null);
      if (!found) throw new AppError('folder-not-found', folder);
      if (!found.isDirectory()) throw new AppError('not-a-folder', folder);
      roots().share(folder, name);
      await onShared();
    },
    async unshareFolder(name) {
      // First there: what fails can be asked for again.
      await withServer((server) => unshare(server, name));
      roots().unshare(name);
    },
    async studioFile(root, path) {
      const file = roots().pathOf(root, path);
      const found = file === null ? null : await stat(file).catch(() => null);
      if (file === null || !found?.isFile()) throw new AppError('picture-gone', `${root}/${path}`);
      return file;
    },
  };
}

/** Names of the studio and of this machine together. */
function joined(known: Awaited<ReturnType<typeof rootsOf>>, roots: SharedRoots): StudioRoot[] {
  const all = new Map<string, StudioRoot>(
    known.map(({ root: name, members, files }) => [name, { name, folder: roots.folderOf(name), members, files }]),
  );
  for (const { name, folder } of roots.list())
    if (!all.has(name)) all.set(name, { name, folder, members: [], files: 0 });
  return [...all.values()];
}
