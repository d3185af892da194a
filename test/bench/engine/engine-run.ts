import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { Face } from '../../../electron/contract/api/faces-api.ts';
import type { Processor } from '../../../electron/contract/providers.ts';
import { jsonChannel } from '../../../electron/contract/channel/json-channel.ts';
import { connectEngine } from '../../../electron/contract/channel/rpc.ts';
import { bundle } from '../../../build/bundle.ts';
import { engineArgs, engineEnv } from '../../../electron/main/engine/engine-env.ts';

const root = join(import.meta.dirname, '../../..');
const page = { offset: 0, limit: 10_000 };
const firstFaces = { offset: 0, limit: 200 };
/** How often a call is made while the engine works, where nothing else is asked for: more often than a window does. */
const pauseMs = 20;

export interface EngineRun {
  readonly processor: Processor;
  /** From adding the folder until everything is indexed and grouped; loading the models does not count. */
  readonly seconds: number;
  readonly pictures: number;
  readonly skipped: number;
  readonly faces: readonly Face[];
  /** Milliseconds that calls took while the engine worked, as its parent process sees them; sorted. */
  readonly latencies: readonly number[];
  /** Of the whole engine process, from Linux's own books; null elsewhere. */
  readonly peakMegabytes: number | null;
  /** What all cores worked for the engine process meanwhile; null elsewhere than on Linux. */
  readonly coreSeconds: number | null;
}

/** The engine process as it ships, over the protocol that the app speaks: indexes a folder into a new library and answers calls meanwhile. */
export async function runEngine(
  folder: string,
  library: string,
  models: string,
  askEveryMs = pauseMs,
): Promise<EngineRun> {
  await bundle(['engine']);
  const child = fork(join(root, 'dist/engine/main.js'), ['--library', library, '--models', models], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...engineEnv },
    execArgv: [...engineArgs],
  });
  const connection = connectEngine(jsonChannel(child), { progress: () => undefined, changed: () => undefined });
  const { engine } = connection;
  while (!(await engine.status()).processor) await setTimeout(pauseMs);
  const pid = child.pid ?? 0;
  const [started, workedBefore] = [performance.now(), await readCoreSeconds(pid)];
  await engine.addFolder(folder);
  const latencies = await askUntilIdle(engine, askEveryMs);
  const seconds = (performance.now() - started) / 1000;
  const worked = await readCoreSeconds(pid);
  const coreSeconds = worked === null || workedBefore === null ? null : worked - workedBefore;
  const { processor, pictures, skipped } = await engine.status();
  const faces = await allFaces(engine);
  const peakMegabytes = await readPeak(pid);
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  if (!processor) throw new Error('the engine lost its models');
  return { processor, seconds, pictures, skipped, faces, latencies, peakMegabytes, coreSeconds };
}

/** What a window asks for, in turn; answers how long each took. */
async function askUntilIdle(engine: EngineApi, askEveryMs: number): Promise<number[]> {
  const calls = [
    () => engine.status(),
    () => engine.listCharacters(),
    () => engine.listFaces(null, firstFaces),
    () => engine.listFolders(),
  ];
  const latencies: number[] = [];
  const giveUpAt = performance.now() + 1_000;
  let begun = false;
  for (let turn = 0; ; turn++) {
    const started = performance.now();
    await calls[turn % calls.length]?.();
    latencies.push(performance.now() - started);
    const { phase } = (await engine.status()).progress;
    // A folder that has just been added is not looked at yet.
    begun ||= phase !== 'idle' || performance.now() > giveUpAt;
    if (begun && phase === 'idle') return latencies.sort((a, b) => a - b);
    await setTimeout(askEveryMs);
  }
}

async function allFaces(engine: EngineApi): Promise<Face[]> {
  const groups = [null, ...(await engine.listCharacters()).map(({ id }) => id)];
  return (await Promise.all(groups.map((id) => engine.listFaces(id, page)))).flat();
}

async function readPeak(process: number): Promise<number | null> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

/** In user and in kernel mode, which Linux counts in hundredths; the 14th and 15th field, and the second, in parentheses, may have spaces. */
async function readCoreSeconds(process: number): Promise<number | null> {
  const stat = await readFile(`/proc/${process}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? null : (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The value that `share` of all do not exceed; `sorted` upwards. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
