import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogFile } from '../../electron/main/engine/log-file.ts';
import { nodePath } from '../set-up/node-runtime.mjs';
import { root } from '../set-up/run.mjs';
import { DevEngine } from './dev-engine.ts';
import { fillAndName } from './states/fill.ts';
import { specialEngines } from './states/states.ts';

export interface EnginesOptions {
  /** A folder of ours: special libraries go there. */
  readonly home: string;
  /** Drawn pictures. */
  readonly art: string;
  readonly library: string;
  /** The artist's folder to open instead of the drawn pictures. */
  readonly folder: string | null;
  /** Folder of the real networks; null: stand-ins. */
  readonly models: string | null;
  readonly log: LogFile;
}

const realEngine = join(root, 'electron/engine/main.ts');
const fakeEngine = join(root, 'build/dev/art/engine-with-fakes.ts');

/** The engine of the library, started at once, and those of special states, started when a page asks for one. */
export class Engines {
  readonly #options: EnginesOptions;
  readonly #main: DevEngine;
  readonly #special = new Map<string, DevEngine>();

  constructor(options: EnginesOptions) {
    this.#options = options;
    this.#main = this.#mainEngine();
  }

  start(): Promise<void> {
    return this.#main.start();
  }

  for(wanted: URLSearchParams): DevEngine {
    const state = wanted.get('state') ?? '';
    if (!Object.hasOwn(specialEngines, state)) return this.#main;
    return this.#special.get(state) ?? this.#startSpecial(state);
  }

  async restart(): Promise<void> {
    await Promise.all(this.#all.map((engine) => engine.restart()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((engine) => engine.stop()));
  }

  get #all(): DevEngine[] {
    return [this.#main, ...this.#special.values()];
  }

  #mainEngine(): DevEngine {
    const { art, library, folder, models, log } = this.#options;
    const program = models === null ? { engine: fakeEngine, models: 'quick' } : { engine: realEngine, models };
    return new DevEngine({
      parts: { node: nodePath, ...program },
      library,
      log,
      clear: async () => undefined,
      fill: (engine) => (folder === null ? fillAndName(engine, art) : engine.addFolder(folder)),
    });
  }

  #startSpecial(state: string): DevEngine {
    const { home, art, log } = this.#options;
    const special = specialEngines[state];
    if (!special) throw new Error(`there is no state ${state}`);
    const { stand, fill, prepare } = special;
    const library = join(home, 'states', state);
    const program =
      stand === null ? { engine: realEngine, models: join(home, 'no-models') } : { engine: fakeEngine, models: stand };
    const engine = new DevEngine({
      parts: { node: nodePath, ...program },
      library,
      log,
      clear: async () => {
        await rm(library, { recursive: true, force: true });
        await prepare?.(library);
      },
      fill: (started) => fill(started, art),
    });
    this.#special.set(state, engine);
    engine.start().catch((error: unknown) => log.note(`${state}: ${String(error)}`));
    return engine;
  }
}
