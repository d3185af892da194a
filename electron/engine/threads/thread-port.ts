import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Call, FromThread, ToThread } from './messages.ts';

/** Takes calls in. `finish` is run when the other side closes this thread, which ends afterwards. */
export function receive(take: (call: Call) => void, finish: () => Promise<void>): void {
  port().on('message', (message: ToThread) => {
    if ('id' in message) take(message);
    else void finish().finally(endThread);
  });
}

/** The buffers in `transfer` are moved instead of copied. */
export function send(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  port().postMessage(message, [...transfer]);
}

/** Tells the other side something that it did not ask for. */
export function tell<Event>(event: Event): void {
  send({ event });
}

export function endThread(): void {
  port().close();
}

function port(): MessagePort {
  if (!parentPort) throw new Error('this file is started as a thread, see job-thread.ts');
  return parentPort;
}
