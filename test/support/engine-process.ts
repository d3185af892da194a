import { setTimeout } from 'node:timers/promises';
import { jsonChannel } from '../../electron/contract/channel/json-channel.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { serve } from '../../electron/engine/serve.ts';
import { fakeModels } from './fake-models.ts';

/** The engine as a child process over the real protocol, with fake networks. Argument: the library's folder. */
const library = process.argv[2] ?? '';
// As slow as real networks: an announcement falls into the middle of the run.
const models = fakeModels({ gate: () => setTimeout(40) });
serve(jsonChannel(process), library, (events) =>
  createEngine({ library, models: Promise.resolve(models), events, watch: true }),
);
process.once('disconnect', () => process.exit(0));
