import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { quantile, runEngine } from '../engine/engine-run.ts';
import { largeFiles, writeLarge, type Drawn } from '../engine/large-files.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';

const side = 4_096;
/** Of each kind, so that several wait for each other. */
const copies = 3;

/** The engine's peak memory on the files that readers of ours read, as large as artists keep them. */
export async function benchFormats(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-formats-'));
  try {
    const art = join(folder, 'art');
    await mkdir(art);
    for (let copy = 0; copy < copies; copy += 1) await writeLarge(art, copy, await drawn(copy));
    const run = await runEngine(art, join(folder, 'library'), modelFolder);
    const { pictures, skipped, seconds, peakMegabytes, latencies } = run;
    const p99 = quantile(latencies, 0.99);
    console.log(
      `\nFormats · ${pictures} files of ${side} × ${side} pixels in ${largeFiles.length} forms · ${machine()}\n`,
    );
    const rows = [
      ['peak of the engine process', `${peakMegabytes} MB`],
      ['time', `${seconds.toFixed(1)} s`],
      ['skipped', `${skipped}`],
      ['calls while indexing, p99', `${p99.toFixed(1)} ms`],
    ];
    console.log(table([['', ''], ...rows]));
    const files = largeFiles.map(([name]) => name);
    return { machine: machine(), side, copies, files, pictures, skipped, seconds, peakMegabytes, latencyP99Ms: p99 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Soft noise, another each time, a little transparent. */
async function drawn(seed: number): Promise<Drawn> {
  const noise = { type: 'gaussian', mean: 100 + seed * 20, sigma: 60 } as const;
  const small = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  const data = await sharp(small).resize(side, side, { fit: 'fill' }).ensureAlpha(0.9).raw().toBuffer();
  return { width: side, height: side, data };
}
