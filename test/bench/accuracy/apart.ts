import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a script of the bench in a process of its own, so that its peak of memory is its own; answers what it prints as JSON. */
export async function runApart<T>(script: URL, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [script.pathname, ...args], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as T;
}

/** Seconds that work took on the clock, and of all processor cores. */
export interface Took {
  readonly seconds: number;
  readonly coreSeconds: number;
}

export async function timed<T>(work: () => Promise<T> | T): Promise<Took & { readonly result: T }> {
  const [start, cores] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cores);
  return { seconds: (performance.now() - start) / 1000, coreSeconds: (user + system) / 1e6, result };
}

/** Peak of memory of this process so far, MB. */
export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
