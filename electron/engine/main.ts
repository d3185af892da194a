import { parseArgs } from 'node:util';
import { jsonChannel } from '../contract/channel/json-channel.ts';
import { createEngine } from './engine.ts';
import { factsLine } from './health/facts-line.ts';
import { serve } from './serve.ts';
import { ModelSource } from './settings/model-source.ts';
import { readSettings } from './settings/settings-file.ts';

/** The engine as a child process: speaks with its parent over the IPC channel, and ends with it. */
const { values } = parseArgs({
  options: { library: { type: 'string' }, models: { type: 'string' }, 'library-anyway': { type: 'boolean' } },
});

const { library, models, 'library-anyway': libraryAnyway = false } = values;
if (library === undefined || models === undefined || !process.send) {
  console.error('The engine is started by the app, as a child process: main.js --library <folder> --models <folder>');
  process.exit(2);
}

const source = new ModelSource(models);
const engine = serve(jsonChannel(process), library, (events) => {
  const opening = source.start(readSettings(library));
  // For the log: what whoever helps an artist asks for first. A failure is told by the engine's status.
  opening.then(
    ({ processor }) => console.log(factsLine(processor)),
    () => console.log(factsLine(null)),
  );
  const kept = { library, libraryAnyway, backUpAtEnd: true };
  return createEngine({ ...kept, models: opening, source, events, watch: true, shown: true });
});
const close = async () => {
  await engine[Symbol.asyncDispose]();
  process.exit(0);
};
const stop = () => void close();
process.once('disconnect', stop);
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
