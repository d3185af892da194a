import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ScoredBox } from '../../../electron/engine/vision/boxes.ts';
import { installPeer } from './peer-packages.ts';

const folder = join(import.meta.dirname, '../../../.cache/bench/peer');
const packages = ['@vladmandic/face-api@1.7.15', '@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];

export interface PeerRun {
  readonly seconds: number;
  /** What was found in each picture, pixels. */
  readonly found: readonly (readonly ScoredBox[])[];
}

/** @vladmandic/face-api on the same pictures, in one process per core; its start and its loading do not count. */
export async function runPeer(paths: readonly string[], processes: number): Promise<PeerRun> {
  await installPeer(folder, packages);
  const children = await Promise.all(Array.from({ length: processes }, start));
  const shares = children.map((_, child) => paths.filter((_path, index) => index % processes === child));
  const started = performance.now();
  const answers = await Promise.all(children.map((child, index) => ask(child, shares[index] ?? [])));
  const seconds = (performance.now() - started) / 1000;
  for (const child of children) child.kill();
  return { seconds, found: paths.map((_, index) => answers[index % processes]?.[Math.floor(index / processes)] ?? []) };
}

async function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'peer-process.ts'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, paths: readonly string[]): Promise<ScoredBox[][]> {
  child.send([...paths]);
  const [message] = (await once(child, 'message')) as [{ found: ScoredBox[][] }];
  return message.found;
}
