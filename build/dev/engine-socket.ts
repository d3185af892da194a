import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { isAllowed } from './allowed.ts';

const socketPath = '/engine';

/** A picture of 256 MB, which a page may open as a sample, is a third more as text. */
const largestMessage = 400 * 1024 * 1024;

/**
 * Takes the sockets of pages that are allowed to talk to the engine. Others are refused with 403; what is not for `/engine` is left to
 * whoever else listens (Vite's hot reload).
 * @param open gets what the page asked for in its address, and answers who takes its socket: until then the page waits
 */
export function acceptPages(
  server: Server,
  token: string,
  open: (wanted: URLSearchParams) => Promise<(socket: WebSocket) => void>,
): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    if (pathname !== socketPath) return;
    // A browser always says which page opens a socket.
    if (request.headers.origin === undefined || !isAllowed(request, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    // A page that goes away while it waits.
    socket.on('error', () => socket.destroy());
    void open(searchParams).then((take) => sockets.handleUpgrade(request, socket, head, take));
  });
}
