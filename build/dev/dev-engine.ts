import type { WebSocket } from 'ws';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { jsonChannel } from '../../electron/contract/channel/json-channel.ts';
import { serveEngine, type EngineServer } from '../../electron/contract/channel/rpc.ts';
import { EngineHost, type EngineHostOptions } from '../../electron/main/engine/engine-host.ts';
import { socketEnd } from './socket-end.ts';
import type { Twist } from './states/twist.ts';

export interface DevEngineOptions extends Pick<EngineHostOptions, 'parts' | 'library' | 'log'> {
  /** Before each start. */
  readonly clear: () => Promise<void>;
  /** After each start: what the library should hold. */
  readonly fill: (engine: EngineApi) => Promise<unknown>;
}

/** An engine that is started anew when its sources change, and the pages that it answers. */
export class DevEngine {
  readonly #options: DevEngineOptions;
  readonly #pages = new Map<WebSocket, EngineServer>();
  #host: EngineHost;
  #started = Promise.withResolvers<void>();
  /** Starts and stops come one after another. */
  #turn = Promise.resolve();

  constructor(options: DevEngineOptions) {
    this.#options = options;
    this.#host = this.#makeHost();
  }

  get engine(): EngineApi {
    return this.#host.engine;
  }

  async start(): Promise<void> {
    await this.#options.clear();
    this.#host.start();
  }

  restart(): Promise<void> {
    return this.#inTurn(async () => {
      this.#leave();
      const before = this.#host;
      this.#host = this.#makeHost();
      await before.stop();
      await this.start();
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => {
      this.#leave();
      return this.#host.stop();
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work, work);
    return this.#turn;
  }

  /** Resolves when there is an engine to talk to. */
  whenStarted(): Promise<void> {
    return this.#started.promise;
  }

  /** Answers a page until its socket closes, or the engine ends and closes it: the page connects again. */
  answer(socket: WebSocket, twist: Twist): void {
    const answer = twist(
      (method, args) => this.#host.call(method, args),
      () => server.emit('changed', ['renames']),
    );
    const server = serveEngine(jsonChannel(socketEnd(socket)), answer);
    this.#pages.set(socket, server);
    socket.once('close', () => {
      server.close();
      this.#pages.delete(socket);
    });
  }

  #makeHost(): EngineHost {
    const { parts, library, log, fill } = this.#options;
    const host: EngineHost = new EngineHost({
      parts,
      library,
      libraryAnyway: false,
      log,
      events: {
        progress: (progress) => this.#pages.forEach((page) => page.emit('progress', progress)),
        changed: (topics) => this.#pages.forEach((page) => page.emit('changed', topics)),
      },
      started: () => {
        this.#started.resolve();
        fill(host.engine).catch((error: unknown) => log.note(`the library could not be filled: ${String(error)}`));
      },
      died: () => this.#leave(),
      gaveUp: () => log.note('it ends as often as it is started; it is tried again when a source changes'),
    });
    return host;
  }

  #leave(): void {
    const { resolve } = this.#started;
    this.#started = Promise.withResolvers();
    // Whatever waits for the engine that has ended gets the next one.
    void this.#started.promise.then(resolve);
    for (const socket of this.#pages.keys()) socket.close();
  }
}
