import type { RawData, WebSocket } from 'ws';
import type { ProcessEnd } from '../../electron/contract/channel/json-channel.ts';

/** A socket as an end that `jsonChannel` speaks through: as JSON, bytes included. */
export function socketEnd(socket: WebSocket): ProcessEnd {
  return {
    get connected() {
      return socket.readyState === socket.OPEN;
    },
    send: (text, sent) => {
      socket.send(text, sent);
      return true;
    },
    on: (_message, listener) => socket.on('message', (data: RawData) => listener((data as Buffer).toString('utf8'))),
  };
}
