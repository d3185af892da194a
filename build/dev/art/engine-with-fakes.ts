import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { jsonChannel } from '../../../electron/contract/channel/json-channel.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { Models } from '../../../electron/engine/models/session.ts';
import { serve } from '../../../electron/engine/serve.ts';
import { artModels } from './art-models.ts';

/** The real engine as a child process, with stand-ins for its networks. `--models` names what they are like. */
const stands: Readonly<Record<string, () => Promise<Models>>> = {
  quick: async () => artModels(),
  // Time to look at a library that is being indexed: it never ends.
  slow: async () => artModels(afterSome(6, 4_000)),
  // Nothing is a face.
  blind: async () => Object.assign(artModels(), { detect: async () => [] }),
  // The models are still being opened.
  opening: () => new Promise(() => {}),
};

/** The first pictures take so long, the next one for ever. */
function afterSome(pictures: number, ms: number): () => Promise<void> {
  let begun = 0;
  return () => {
    begun += 1;
    return begun <= pictures ? setTimeout(ms) : new Promise(() => {});
  };
}

const { values } = parseArgs({ options: { library: { type: 'string' }, models: { type: 'string' } } });
const open = stands[values.models ?? ''];
const { library } = values;
if (!open || library === undefined)
  throw new Error(`engine-with-fakes.ts --library <folder> --models ${Object.keys(stands).join('|')}`);

serve(jsonChannel(process), library, (events) => createEngine({ library, models: open(), events, watch: true }));
// Nothing is waited for: SQLite's journal holds what a closed engine would have written, and models that open for ever never close.
process.once('disconnect', () => process.exit(0));
