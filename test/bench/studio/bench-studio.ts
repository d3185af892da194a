import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { generatedModels } from '../engine/generated-library.ts';

/** An engine on a generated library; `onChanged` hears what it announces. */
export function openGenerated(library: string, watch: boolean, onChanged: () => void = () => undefined): Engine {
  const events = { progress: () => undefined, changed: onChanged };
  return createEngine({ library, models: Promise.resolve(generatedModels()), events, watch });
}
