import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { EngineEvents } from '../../contract/api/engine-api.ts';
import { serveEngine, type Channel, type EngineServer, type Reply } from '../../contract/channel/rpc.ts';
import { channels } from '../../preload/channels.ts';

type Call = (method: string, args: unknown[]) => Promise<Reply>;

/** The page's way to the engine: a MessagePort whose other end passes every call on. */
export class EngineRelay {
  readonly #call: Call;
  #page: WebContents | null = null;
  #server: EngineServer | null = null;
  #port: MessagePortMain | null = null;

  constructor(call: Call) {
    this.#call = call;
  }

  /** The page that asks from now on; null when its window has closed. */
  setPage(page: WebContents | null): void {
    this.#page = page;
    this.open();
  }

  /** Whether there is one that listens. */
  get hasPage(): boolean {
    return this.#page !== null;
  }

  /** Gives the page a fresh port: it asks for everything anew. */
  open(): void {
    this.close();
    if (!this.#page) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#port = port1;
    this.#server = serveEngine(channelOf(port1), this.#call);
    this.#page.postMessage(channels.enginePort, null, [port2]);
  }

  /** The page sees its port close, and knows that there is no engine. */
  close(): void {
    this.#server?.close();
    this.#port?.close();
    this.#server = null;
    this.#port = null;
  }

  emit<K extends keyof EngineEvents>(event: K, payload: Parameters<EngineEvents[K]>[0]): void {
    this.#server?.emit(event, payload);
  }
}

function channelOf(port: MessagePortMain): Channel {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    on: (listener) => {
      port.on('message', (event) => {
        listener(event.data);
      });
      port.start();
    },
  };
}
