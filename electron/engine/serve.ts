import type { EngineEvents } from '../contract/api/engine-api.ts';
import { serveEngine, type Channel } from '../contract/channel/rpc.ts';
import { EngineOrReason } from './engine-or-reason.ts';
import type { Engine } from './engine.ts';

/**
 * Answers calls that come over a channel, each checked against the schema table first. The engine is made here because
 * it announces over the same channel. A library that does not open is answered for too: see RescueApi.
 */
export function serve(channel: Channel, library: string, create: (events: EngineEvents) => Engine): EngineOrReason {
  const server = serveEngine(channel, (method, args) => served.call(method, args));
  const events: EngineEvents = {
    progress: (progress) => server.emit('progress', progress),
    changed: (topics) => server.emit('changed', topics),
  };
  const served = new EngineOrReason({ library, create: () => create(events), onChanged: events.changed });
  return served;
}
