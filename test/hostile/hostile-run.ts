import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { random } from '../support/vectors.ts';
import type { Told } from './decode-files.ts';
import { mutate } from './mutate.ts';
import { bombs, hostileSamples, type HostileSample } from './samples.ts';

export interface HostileRun {
  readonly files: number;
  /** How many files there were of each outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** What must not be, each with the file's name. */
  readonly faults: readonly string[];
  readonly slowest: { readonly name: string; readonly ms: number };
  /** Of the memory of the process; `name`: the file that was done next, one of those that took it. */
  readonly peak: { readonly name: string; readonly bytes: number };
  /** Where the files are, if there were faults. */
  readonly folder: string;
}

export interface HostileOptions {
  readonly count: number;
  readonly seed: number;
  /** No file may take longer: two tries of a reader, and what else is being decoded. */
  readonly longestMs: number;
  /** Leaves the files, too, where nothing is wrong. */
  readonly keep?: boolean;
  readonly onDone?: (done: number) => void;
}

/**
 * Damages sound files of every format, and has the decode step of the engine read them in a process of its own. It must survive them
 * all, in time, with one outcome for each.
 */
export async function hostileRun(options: HostileOptions): Promise<HostileRun> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-hostile-'));
  const paths = await writeFiles(folder, options);
  const run = await decodeAll(paths, options);
  if (run.faults.length === 0 && !options.keep) await rm(folder, { recursive: true });
  return { ...run, folder };
}

async function writeFiles(folder: string, { count, seed }: HostileOptions): Promise<string[]> {
  const samples = await hostileSamples();
  const sound: HostileSample[] = [...(await bombs()), ...samples];
  const next = random(seed);
  const mutated = Array.from({ length: Math.max(0, count - sound.length) }, () => mutate(samples, next));
  const all = [...sound, ...mutated].slice(0, count);
  return await Promise.all(
    all.map(async ({ ending, bytes }, index) => {
      const path = join(folder, `${index}.${ending}`);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

async function decodeAll(
  paths: readonly string[],
  { longestMs, onDone }: HostileOptions,
): Promise<Omit<HostileRun, 'folder'>> {
  const underWay = new Set<string>();
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let slowest = { name: '', ms: 0 };
  let done = 0;
  let peak = { name: '', bytes: 0 };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'decode-files.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? String(code))),
  );
  // One that has died takes no more names.
  child.stdin.on('error', () => undefined);
  child.stdin.end(paths.join('\n'));
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Told;
    if (told.state === 'begun') underWay.add(told.path);
    else {
      const name = basename(told.path);
      if (!underWay.delete(told.path)) faults.push(`${name} has two outcomes`);
      outcomes.set(told.outcome, (outcomes.get(told.outcome) ?? 0) + 1);
      if (told.outcome.startsWith('fault')) faults.push(`${name}: ${told.outcome}`);
      if (told.ms > longestMs) faults.push(`${name} took ${told.ms} ms`);
      if (told.ms > slowest.ms) slowest = { name, ms: told.ms };
      if (told.peakBytes > peak.bytes) peak = { name, bytes: told.peakBytes };
      done += 1;
      onDone?.(done);
    }
  }
  const end = await ended;
  if (end !== '0') faults.push(`the process ended with ${end}`);
  for (const path of underWay) faults.push(`${basename(path)} was under way when the process ended`);
  if (end === '0' && done !== paths.length) faults.push(`${paths.length - done} files have no outcome`);
  return { files: paths.length, outcomes, faults, slowest, peak };
}
