import type { EngineEvents } from '../contract/engine-api.ts';
import { AppError } from '../contract/errors.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { Models } from '../engine/models/session.ts';
import { ModelSource } from '../engine/settings/model-source.ts';
import { readSettings } from '../engine/settings/settings-file.ts';
import type { Call } from './call.ts';
import { print } from './print.ts';

const silent: EngineEvents = { progress: () => undefined, changed: () => undefined };

/** Opens the library for one command that needs no models, and closes it again. */
export async function withLibrary<T>(call: Call, use: (engine: Engine) => Promise<T>): Promise<T> {
  const noModels = Promise.reject<Models>(new AppError('model-invalid', 'this command does not load models'));
  noModels.catch(() => undefined);
  const source = new ModelSource(call.models);
  await using engine = createEngine({ library: call.library, models: noModels, source, events: silent, watch: false });
  tellRecovered(engine);
  return await use(engine);
}

/** The same for a command that looks at pictures. An interrupt (Ctrl+C) closes the library before the process ends. */
export async function withModels<T>(
  call: Call,
  use: (engine: Engine) => Promise<T>,
  events: EngineEvents = silent,
): Promise<T> {
  const source = new ModelSource(call.models);
  const settings = readSettings(call.library);
  // A folder that was named for this command comes before the one of the settings.
  const models = source.start(call.modelsNamed ? { ...settings, models: null } : settings);
  await using engine = createEngine({ library: call.library, models, source, events, watch: false });
  tellRecovered(engine);
  const interrupt = async () => {
    await engine[Symbol.asyncDispose]();
    process.exit(130);
  };
  const onInterrupt = () => void interrupt();
  process.once('SIGINT', onInterrupt);
  try {
    return await use(engine);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** A batch of renames that was cut off (crash, loss of power) was dealt with when the library was opened. */
function tellRecovered({ recovered }: Engine): void {
  for (const { files, example, recovered: how, state } of recovered) {
    const end = state === 'pending' ? 'can be neither finished nor taken back yet' : `was ${how ?? 'completed'}`;
    print.message(`Renaming ${files} file(s) was cut off (${example.from} → ${example.to}) and ${end}.`);
  }
}
