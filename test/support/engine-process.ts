import { setTimeout } from 'node:timers/promises';
import { createEngine } from '../../electron/engine/engine.ts';
import { serve } from '../../electron/engine/serve.ts';
import { fakeModels } from './fake-models.ts';

/** The engine as a child process over the real protocol, with fake networks. Argument: the library's folder. */
const channel = {
  post: (message: unknown) => void process.send?.(message),
  on: (listener: (message: unknown) => void) => void process.on('message', listener),
};
const library = process.argv[2] ?? '';
// As slow as real networks: an announcement falls into the middle of the run.
const models = fakeModels({ gate: () => setTimeout(40) });
serve(channel, (events) => createEngine({ library, models: Promise.resolve(models), events, watch: true }));
process.once('disconnect', () => process.exit(0));
