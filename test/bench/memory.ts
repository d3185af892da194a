import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharp } from '../../electron/engine/pipeline/libvips.ts';
import { quantile, runEngine } from './engine-run.ts';
import { machine } from './machine.ts';
import { table } from './table.ts';

const sides = [256, 512, 1024, 1536, 2048, 3072, 4096, 8000];
const formats = ['jpeg', 'png', 'webp', 'tiff'] as const;
/** Of each size and format: the largest of all formats are decoded next to each other. */
const copies = 3;

/** The engine's peak memory on pictures of mixed sizes, up to 8,000 × 8,000, in formats that shrink on load and that do not. */
export async function benchMemory(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-memory-'));
  try {
    const art = join(folder, 'art');
    await draw(art);
    const run = await runEngine(art, join(folder, 'library'), modelFolder);
    const { pictures, skipped, seconds, peakMegabytes, latencies } = run;
    const p99 = quantile(latencies, 0.99);
    console.log(`\nMemory · ${pictures} pictures of ${sides[0]} to ${sides.at(-1)} pixels · ${machine()}\n`);
    const rows = [
      ['peak of the engine process', `${peakMegabytes} MB`],
      ['time', `${seconds.toFixed(1)} s`],
      ['skipped', `${skipped}`],
      ['calls while indexing, p99', `${p99.toFixed(1)} ms`],
    ];
    console.log(table([['', ''], ...rows]));
    return { machine: machine(), sides, formats, copies, pictures, skipped, seconds, peakMegabytes, latencyP99Ms: p99 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function draw(folder: string): Promise<void> {
  await mkdir(folder);
  for (const side of sides) {
    for (const [index, format] of formats.entries()) {
      // A little wider each time, so that no two are the same picture.
      for (let copy = 0; copy < copies; copy++) {
        const width = side - index * copies - copy;
        const bytes = await drawn(width, side, format);
        await writeFile(join(folder, `${side}-${copy}.${format}`), bytes);
      }
    }
  }
}

/** Soft noise: compresses like a painting, neither blank nor random. */
async function drawn(width: number, height: number, format: (typeof formats)[number]): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const small = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  return sharp(small).resize(width, height, { fit: 'fill' }).toFormat(format).toBuffer();
}
