import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEvents } from '../contract/api/engine-api.ts';
import { AppError } from '../contract/errors.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { Models } from '../engine/models/session.ts';
import { ModelSource } from '../engine/settings/model-source.ts';
import { readSettings } from '../engine/settings/settings-file.ts';
import type { Call } from './command.ts';
import { onInterrupt } from './interrupt.ts';
import { print } from './print.ts';

const silent: EngineEvents = { progress: () => undefined, changed: () => undefined };

interface Opening {
  readonly events?: EngineEvents;
  /** Makes a library where there is none, which for most commands is a slip in the path. */
  readonly make?: boolean;
}

/** A sentence for the person at the terminal: there is nothing for this command to work on. */
export class NoLibrary extends Error {
  constructor({ library, libraryNamed }: Call) {
    const where = libraryNamed ? ` --library ${library}` : '';
    super(`There is no library in ${library}. Make one with: dramatis index <folder…>${where}`);
  }
}

/** Opens the library for one command that needs no models, and closes it again. Throws NoLibrary. */
export async function withLibrary<T>(
  call: Call,
  use: (engine: Engine) => Promise<T>,
  { make = false }: Opening = {},
): Promise<T> {
  if (!make) mustExist(call);
  const noModels = Promise.reject<Models>(new AppError('model-invalid', 'this command does not load models'));
  noModels.catch(() => undefined);
  const source = new ModelSource(call.models);
  const { library, libraryAnyway } = call;
  await using engine = createEngine({ library, libraryAnyway, models: noModels, source, events: silent, watch: false });
  tellRecovered(engine);
  return await use(engine);
}

/** The same for a command that looks at pictures. An interrupt (Ctrl+C) closes the library before the process ends. */
export async function withModels<T>(
  call: Call,
  use: (engine: Engine) => Promise<T>,
  { events = silent, make = false }: Opening = {},
): Promise<T> {
  if (!make) mustExist(call);
  const source = new ModelSource(call.models);
  const settings = readSettings(call.library);
  // A folder that was named for this command comes before the one of the settings.
  const models = source.start(call.modelsNamed ? { ...settings, models: null } : settings);
  const { library, libraryAnyway } = call;
  await using engine = createEngine({ library, libraryAnyway, models, source, events, watch: false });
  tellRecovered(engine);
  using _interrupt = onInterrupt(async () => engine[Symbol.asyncDispose]());
  return await use(engine);
}

function mustExist(call: Call): void {
  if (!existsSync(join(call.library, 'library.db'))) throw new NoLibrary(call);
}

/** A batch of renames that was cut off (crash, loss of power) was dealt with when the library was opened. */
function tellRecovered({ recovered }: Engine): void {
  for (const { files, example, recovered: how, state } of recovered) {
    const end = state === 'pending' ? 'can be neither finished nor taken back yet' : `was ${how ?? 'completed'}`;
    print.message(`Renaming ${files} file(s) was cut off (${example.from} → ${example.to}) and ${end}.`);
  }
}
