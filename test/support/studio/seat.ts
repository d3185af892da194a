import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { jsonChannel } from '../../../electron/contract/channel/json-channel.ts';
import { connectEngine, type EngineConnection } from '../../../electron/contract/channel/rpc.ts';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, red } from '../drawn.ts';
import { bench, openIndexed, type Bench } from '../library.ts';

/** An engine in a process of its own, over the real protocol. */
export interface Seat extends EngineConnection, AsyncDisposable {
  readonly child: ChildProcess;
  /** As a crash would: nothing is closed. */
  kill(): Promise<void>;
  /** Resolves when `holds` answers true: it is asked now, and after every announcement. */
  until(holds: () => Promise<boolean>): Promise<void>;
}

const program = join(import.meta.dirname, '../engine-process.ts');

export function openSeat(library: string): Seat {
  const child = fork(program, [library]);
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const connection = connectEngine(jsonChannel(child), { progress: tell, changed: tell });
  child.once('exit', () => connection.close());
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    ...connection,
    child,
    kill: () => end('SIGKILL'),
    until: async (holds) => {
      const held = Promise.withResolvers<void>();
      const ask = () => void holds().then((is) => is && held.resolve(), held.reject);
      listeners.add(ask);
      ask();
      await held.promise.finally(() => listeners.delete(ask));
    },
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** A library with a group of three pictures, which has this name, and one of two. */
export async function drawnLibrary(name: string | null): Promise<Bench> {
  const here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  if (name !== null) await engine.nameCharacter(ids[0] as CharacterId, name);
  await library[Symbol.asyncDispose]();
  return here;
}
