import type { EngineEvents, ServedApi } from '../../electron/contract/api/engine-api.ts';
import { AppError, toErrorData } from '../../electron/contract/errors.ts';
import { clientOf, connectEngine, type EngineConnection, type Reply } from '../../electron/contract/channel/rpc.ts';
import { enginePortMessage } from '../../electron/contract/shell/shell-api.ts';

export interface EngineLinkEvents extends EngineEvents {
  connected(): void;
  lost(): void;
}

/**
 * The engine behind whichever port the preload script posted last.
 * Calls made before the first port wait for it; once an engine has been lost, calls fail with `engine-stopped` until the next port.
 */
export function linkEngine(page: Window, events: EngineLinkEvents): ServedApi {
  let connection: EngineConnection | null = null;
  let lost = false;
  const first = Promise.withResolvers<void>();

  function connect(port: MessagePort): void {
    connection?.close();
    const opened = connectEngine(
      {
        post: (message) => port.postMessage(message),
        on: (listener) => {
          port.onmessage = (event) => listener(event.data);
        },
      },
      events,
    );
    // The other end closes with the engine: Chromium tells it on the port.
    port.addEventListener('close', () => {
      if (connection === opened) drop();
    });
    connection = opened;
    lost = false;
    first.resolve();
    events.connected();
  }

  function drop(): void {
    connection?.close();
    connection = null;
    lost = true;
    events.lost();
  }

  page.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source === page && event.data === enginePortMessage && port) connect(port);
  });

  return clientOf<ServedApi>(async (method, args): Promise<Reply> => {
    if (!connection && !lost) await first.promise;
    return connection
      ? connection.call(method, args)
      : { ok: false, error: toErrorData(new AppError('engine-stopped')) };
  });
}
