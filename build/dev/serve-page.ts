import type { Server } from 'node:http';
import { acceptPages } from './engine-socket.ts';
import type { Engines } from './engines.ts';
import { servePreviews, type Handler } from './previews.ts';
import { twistFor } from './states/states.ts';

/** Puts the engine beside a page that `server` serves: its socket, and the handler of its previews. */
export function serveEngines(server: Server, engines: Engines, token: string): Handler {
  acceptPages(server, token, async (wanted) => {
    const engine = engines.for(wanted);
    await engine.whenStarted();
    return (socket) => engine.answer(socket, twistFor(wanted));
  });
  return servePreviews(token, (wanted) => engines.for(wanted).engine);
}
