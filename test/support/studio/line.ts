import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The line between a machine and the studio's server. What passes can be stopped. */
export interface Line extends AsyncDisposable {
  readonly port: number;
  /**
   * From now on nothing passes, in either direction, and neither end is told; with `after`, only once the machine has said that, and `more`
   * bytes of the answer have passed. Resolves when something is held back.
   */
  hold(after?: { readonly said: string; readonly more?: number }): Promise<void>;
  /** So many more bytes of the server pass, then the line breaks. Resolves when it is broken. */
  breakAfter(bytes: number): Promise<void>;
  /** A new connection passes again; what was held back is gone. */
  mend(): void;
}

interface Stop {
  readonly breaks: boolean;
  /** Null: from now on. */
  said: string | null;
  /** Bytes of the server that still pass. */
  left: number;
  readonly held: PromiseWithResolvers<void>;
}

export async function openLine(serverPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let stop: Stop | null = null;

  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const heldBack = () => {
    stop?.held.resolve();
    if (stop?.breaks) cut();
  };
  const fromMachine = (chunk: Buffer, server: Socket) => {
    if (stop && !stop.breaks && stop.said === null) return heldBack();
    server.write(chunk);
    if (stop?.said && chunk.includes(stop.said)) stop.said = null;
  };
  const fromServer = (chunk: Buffer, machine: Socket) => {
    if (!stop || stop.said !== null) return void machine.write(chunk);
    const passes = chunk.subarray(0, stop.left);
    stop.left -= passes.length;
    if (passes.length > 0) machine.write(passes);
    if (passes.length < chunk.length) heldBack();
  };

  const listener = createServer((machine) => {
    if (stop?.breaks && stop.left === 0) return void machine.destroy();
    const server = connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [machine, server],
      [server, machine],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        // Whoever is held back is not told that the other end has gone.
        if (!stop || stop.breaks) other.destroy();
      });
    }
    machine.on('data', (chunk) => fromMachine(chunk, server));
    server.on('data', (chunk) => fromServer(chunk, machine));
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');

  const begin = (next: Omit<Stop, 'held'>): Promise<void> => {
    stop = { ...next, held: Promise.withResolvers<void>() };
    return stop.held.promise;
  };
  return {
    port: (listener.address() as AddressInfo).port,
    hold: (after) => begin({ breaks: false, said: after?.said ?? null, left: after?.more ?? 0 }),
    breakAfter: (bytes) => begin({ breaks: true, said: null, left: bytes }),
    mend: () => {
      stop = null;
      cut();
    },
    async [Symbol.asyncDispose]() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
