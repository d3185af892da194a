import { setTimeout } from 'node:timers/promises';
import { jsonChannel } from '../../electron/contract/channel/json-channel.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { serve } from '../../electron/engine/serve.ts';
import { fakeModels } from './fake-models.ts';

/**
 * The engine as a child process over the real protocol, with fake networks. Arguments: the library's folder, and how wide a picture is
 * that this process dies of.
 */
const [, , library = '', deadly] = process.argv;
// As slow as real networks: an announcement falls into the middle of the run.
const models = fakeModels({ gate: () => setTimeout(40) });
const detect: typeof models.detect = async (image, signal) => {
  if (image.width === Number(deadly)) process.kill(process.pid, 'SIGKILL');
  return await models.detect(image, signal);
};
serve(jsonChannel(process), library, (events) =>
  createEngine({ library, models: Promise.resolve({ ...models, detect }), events, watch: true }),
);
process.once('disconnect', () => process.exit(0));
