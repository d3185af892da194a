import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvents } from '../../electron/contract/api/engine-api.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { Models } from '../../electron/engine/models/session.ts';
import { fakeModels } from './fake-models.ts';

export interface Bench extends AsyncDisposable {
  /** A folder for pictures, empty. */
  readonly art: string;
  /** Where the library of every `open()` is. */
  readonly library: string;
  open(options?: { models?: Models; watch?: boolean }): Watched;
}

/** An engine whose announcements can be waited for. */
interface Watched extends AsyncDisposable {
  readonly engine: Engine;
  /** Resolves when `holds` answers true: it is asked now, and after every announcement. */
  until(holds: () => Promise<boolean>): Promise<void>;
}

/** A temporary folder with art and a library, removed in the end. */
export async function bench(): Promise<Bench> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'dramatis-')));
  const art = join(root, 'art');
  const library = join(root, 'library');
  await mkdir(art);
  return {
    art,
    library,
    open: ({ models = fakeModels(), watch = false } = {}) => openLibrary(library, models, watch),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** A library of what is in `here.art`, indexed and grouped, with the groups that there are then. */
export async function openIndexed(here: Bench, models = fakeModels()) {
  const library = here.open({ models });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const ids = (await engine.listCharacters()).map(({ id }) => id);
  return { library, engine, ids };
}

/** A library with nothing in it, for commands that need one to be there. */
export async function makeLibrary(here: Bench): Promise<void> {
  await using _library = here.open();
}

function openLibrary(library: string, models: Models, watch: boolean): Watched {
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const events: EngineEvents = { progress: tell, changed: tell };
  const engine = createEngine({ library, models: Promise.resolve(models), events, watch });
  return {
    engine,
    until: (holds) => waitFor(holds, listeners),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

async function waitFor(holds: () => Promise<boolean>, listeners: Set<() => void>): Promise<void> {
  const announced = Promise.withResolvers<void>();
  const check = () => void holds().then((held) => held && announced.resolve(), announced.reject);
  listeners.add(check);
  check();
  await announced.promise.finally(() => listeners.delete(check));
}
