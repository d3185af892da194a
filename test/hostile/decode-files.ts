import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { decodePicture, SkipError } from '../../electron/engine/pictures/decode.ts';

/**
 * The decode step of the engine as a process of its own: takes paths, one a line, and decodes several at once, each second one from its
 * bytes. Tells what becomes of each, and how much memory the process took at most until then.
 */
const atOnce = 4;

export type Told =
  | { readonly path: string; readonly state: 'begun' }
  | {
      readonly path: string;
      readonly state: 'done';
      readonly outcome: string;
      readonly ms: number;
      readonly peakBytes: number;
    };

function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

async function decodeOne(path: string, asBytes: boolean): Promise<void> {
  tell({ path, state: 'begun' });
  const start = performance.now();
  const outcome = await outcomeOf(asBytes ? { bytes: await readFile(path), name: path } : path);
  const ms = Math.round(performance.now() - start);
  tell({ path, state: 'done', outcome, ms, peakBytes: process.resourceUsage().maxRSS * 1024 });
}

async function outcomeOf(source: Parameters<typeof decodePicture>[0]): Promise<string> {
  try {
    const { width, height, image } = await decodePicture(source);
    const isWhole = width > 0 && height > 0 && image.data.length === image.width * image.height * 3;
    return isWhole ? 'decoded' : 'fault: a picture that is none';
  } catch (error) {
    return error instanceof SkipError ? error.reason : `fault: ${String(error)}`;
  }
}

const running = new Set<Promise<void>>();
let taken = 0;
for await (const path of createInterface({ input: process.stdin })) {
  const decoding = decodeOne(path, (taken += 1) % 2 === 0).finally(() => running.delete(decoding));
  running.add(decoding);
  if (running.size >= atOnce) await Promise.race(running);
}
await Promise.all(running);
