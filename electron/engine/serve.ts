import { engineSchemas, type EngineApi, type EngineEvents } from '../contract/engine-api.ts';
import { dispatch, serveEngine, type Channel } from '../contract/channel/rpc.ts';
import type { Engine } from './engine.ts';

/**
 * Answers calls that come over a channel, each checked against the schema table first. The engine is made here because
 * it announces over the same channel.
 */
export function serve(channel: Channel, create: (events: EngineEvents) => Engine): Engine {
  const server = serveEngine(channel, (method, args) => dispatch<keyof EngineApi>(engine, engineSchemas, method, args));
  const engine = create({
    progress: (progress) => server.emit('progress', progress),
    changed: (topics) => server.emit('changed', topics),
  });
  return engine;
}
