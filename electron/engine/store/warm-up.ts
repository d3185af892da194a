import type { KnownFiles } from './lists/known-files.ts';
import type { FaceSearch } from './faces/face-search.ts';
import type { FaceStore } from './faces/faces.ts';
import type { PictureListStore } from './pictures/picture-list.ts';
import type { WholeList } from './lists/whole-list.ts';

/** When the window has what it shows first. */
const afterMs = 2_000;
/** Between two lists, so that calls are answered meanwhile. */
const pauseMs = 50;

/** What a window asks for at once. */
const firstPage = { offset: 0, limit: 200 };

interface Lists {
  readonly whole: WholeList;
  readonly pictureList: PictureListStore;
  readonly search: FaceSearch;
  readonly faces: FaceStore;
  readonly knownFiles: KnownFiles;
}

/** Reads the lists that views and searches take longest for, before anybody clicks. Disposing of it ends that. */
export function warmUp({ whole, pictureList, search, faces, knownFiles }: Lists): Disposable {
  const steps = [
    () => whole.newest(),
    () => pictureList.page({}, 'newest', firstPage),
    () => faces.known(search.search({}, firstPage).faces),
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
