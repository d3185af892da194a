import { readFileSync } from 'node:fs';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connectEngine, clientOf, type EngineConnection, type Reply } from '../../contract/channel/rpc.ts';
import { engineSchemas, type EngineApi, type EngineEvents } from '../../contract/api/engine-api.ts';
import { AppError, toErrorData } from '../../contract/errors.ts';
import { inHandsName, readInHandsNote } from '../../contract/in-hands.ts';
import { jsonChannel } from '../../contract/channel/json-channel.ts';
import { engineProcess } from './engine-env.ts';
import type { LogFile } from './log-file.ts';
import type { Parts } from '../places.ts';
import { RestartPolicy } from './restart-policy.ts';

/** Closing takes a moment, copying a large library before it some seconds. */
const stopLimitMs = 30_000;

export interface EngineHostOptions {
  readonly parts: Pick<Parts, 'node' | 'engine' | 'models'>;
  readonly library: string;
  /** Even where it is not safe. */
  readonly libraryAnyway: boolean;
  readonly log: LogFile;
  readonly events: EngineEvents;
  /** An engine runs: the first, or one in the place of one that died. */
  readonly started: () => void;
  /** The engine died; it is started again after a moment. */
  readonly died: () => void;
  /**
   * The engine dies as often as it is started, the last time while it looked at the pictures `lastSeen` (paths); `start()` tries again.
   */
  readonly gaveUp: (lastSeen: readonly string[]) => void;
}

/** Keeps one engine process running, and is the way to it. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #policy = new RestartPolicy();
  #child: ChildProcess | null = null;
  #connection: EngineConnection | null = null;
  #stopping = false;

  /** Always the engine that runs now. */
  readonly engine: EngineApi = clientOf<EngineApi>((method, args) => this.call(method, args));

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  start(): void {
    this.#policy.reset();
    this.#launch();
  }

  /** Relays a call as it is: the engine checks the arguments, here only unknown calls end. */
  async call(method: string, args: unknown[]): Promise<Reply> {
    if (!Object.hasOwn(engineSchemas, method))
      return failed(new AppError('bad-arguments', `there is no call ${method}`));
    return this.#connection?.call(method, args) ?? failed(new AppError('engine-stopped'));
  }

  /** Ends the engine: it closes its library when its channel closes, and is killed where it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    // Not `close`: Node does not tell it once this end has disconnected.
    const exited = once(child, 'exit');
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    if (child.connected) child.disconnect();
    await exited;
    clearTimeout(limit);
    this.#options.log.note('engine stopped');
  }

  #launch(): void {
    if (this.#stopping) return;
    const { parts, library, libraryAnyway, log, events, started } = this.#options;
    const args = ['--library', library, '--models', parts.models, ...(libraryAnyway ? ['--library-anyway'] : [])];
    const child = fork(parts.engine, args, engineProcess(parts.node, process.env));
    log.note(`engine ${child.pid ?? '?'} started on ${library}`);
    this.#child = child;
    this.#connection = connectEngine(jsonChannel(child), events);
    this.#follow(child);
    started();
  }

  #follow(child: ChildProcess): void {
    const born = performance.now();
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.#options.log.write(text));
    // Node that cannot be run at all: `close` follows, but an error without a listener would end the app.
    child.on('error', (error) => this.#options.log.note(`engine: ${error.message}`));
    child.once('close', (code, signal) => {
      const lastSeen = this.#lastSeen();
      this.#died(String(signal ?? code), lastSeen);
      if (!this.#stopping) this.#startAgain(performance.now() - born, lastSeen);
    });
  }

  #died(reason: string, lastSeen: readonly string[]): void {
    this.#connection?.close();
    this.#connection = null;
    this.#child = null;
    const seen = lastSeen.length > 0 ? `, while it looked at ${lastSeen.join(', ')}` : '';
    this.#options.log.note(`engine ended: ${reason}${seen}`);
    if (!this.#stopping) this.#options.died();
  }

  #startAgain(livedMs: number, lastSeen: readonly string[]): void {
    const delay = this.#policy.afterDeath(livedMs);
    if (delay === null) this.#options.gaveUp(lastSeen);
    else setTimeout(() => this.#launch(), delay);
  }

  /** The pictures that the engine was looking at when it died. */
  #lastSeen(): readonly string[] {
    try {
      return readInHandsNote(readFileSync(join(this.#options.library, inHandsName), 'utf8')).paths;
    } catch {
      return []; // It has no library yet, or did not come as far as that.
    }
  }
}

function failed(error: AppError): Reply {
  return { ok: false, error: toErrorData(error) };
}
