import { parseArgs } from 'node:util';
import { jsonChannel } from '../../../electron/contract/channel/json-channel.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { serve } from '../../../electron/engine/serve.ts';
import { generatedModels } from './generated-library.ts';

/** The engine as a child process, on a generated library. */
const { values } = parseArgs({ options: { library: { type: 'string' }, models: { type: 'string' } } });
const { library = '' } = values;
const models = Promise.resolve(generatedModels());
serve(jsonChannel(process), library, (events) => createEngine({ library, models, events, watch: false, shown: true }));
process.once('disconnect', () => process.exit(0));
