import type { Channel } from '../../../electron/contract/channel/rpc.ts';
import { decode, encode } from './json-text.ts';

/** What both the browser's WebSocket and that of `ws` are. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  addEventListener(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const open = 1;

/** The page's end of a channel over a socket that is open. */
export function socketChannel(socket: Socket): Channel {
  return {
    post: (message) => {
      // What is sent to an engine that has just stopped is lost: its end answers the calls under way.
      if (socket.readyState === open) socket.send(encode(message));
    },
    on: (listener) => socket.addEventListener('message', ({ data }) => listener(decode(String(data)))),
  };
}
