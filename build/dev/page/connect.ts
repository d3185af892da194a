import { enginePortMessage } from '../../../electron/contract/shell/shell-api.ts';
import { forServer, wanted } from './address.ts';
import { socketChannel } from './socket-channel.ts';

const retryMs = 500;
const stopAfterMs = 800;

let pagePort: MessagePort | undefined;

/**
 * Does what the preload script does: gives the page a port to the engine, and another one after each new start of it. Behind the port
 * is the development server's socket. `?state=starting` never connects, `?state=stopped` loses its engine for good.
 */
export function connect(): void {
  const state = wanted.get('state');
  if (state === 'starting') return;
  window.addEventListener('message', (event) => (pagePort = event.ports[0] ?? pagePort));
  open(state === 'stopped' ? stopAfterMs : null);
}

function open(stopAfter: number | null): void {
  const socket = new WebSocket(`ws://${location.host}/engine?${forServer()}`);
  const { port1, port2 } = new MessageChannel();
  socket.addEventListener('open', () => {
    const channel = socketChannel(socket);
    channel.on((message) => port1.postMessage(message));
    port1.onmessage = ({ data }) => channel.post(data);
    window.postMessage(enginePortMessage, '*', [port2]);
    if (stopAfter !== null) setTimeout(() => socket.close(), stopAfter);
  });
  socket.addEventListener('close', () => {
    // Electron tells a page that the other end of its port has closed; not every browser does.
    pagePort?.dispatchEvent(new Event('close'));
    if (stopAfter === null) setTimeout(() => open(null), retryMs);
  });
}
