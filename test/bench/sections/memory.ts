import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { quantile, runEngine } from '../engine/engine-run.ts';
import { machine } from '../machine.ts';
import { table } from '../table.ts';

/** How many pictures there are of each longer side, in pixels: 10,000, most of them of the size of sprites and cards. */
const counts: readonly (readonly [side: number, pictures: number])[] = [
  [256, 3_000],
  [512, 2_500],
  [1_024, 2_000],
  [1_536, 1_200],
  [2_048, 800],
  [3_072, 300],
  [4_096, 152],
  [8_000, 48],
];
const formats = ['jpeg', 'png', 'webp', 'tiff'] as const;

/** The engine's peak memory on pictures of mixed sizes, up to 8,000 × 8,000, in formats that shrink on load and that do not. */
export async function benchMemory(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-memory-'));
  try {
    const art = join(folder, 'art');
    await draw(art);
    const run = await runEngine(art, join(folder, 'library'), modelFolder);
    const { pictures, skipped, seconds, peakMegabytes, latencies } = run;
    const p99 = quantile(latencies, 0.99);
    console.log(
      `\nMemory · ${pictures} pictures of ${counts[0]?.[0]} to ${counts.at(-1)?.[0]} pixels · ${machine()}\n`,
    );
    const rows = [
      ['peak of the engine process', `${peakMegabytes} MB`],
      ['time', `${seconds.toFixed(1)} s`],
      ['skipped', `${skipped}`],
      ['calls while indexing, p99', `${p99.toFixed(1)} ms`],
    ];
    console.log(table([['', ''], ...rows]));
    return { machine: machine(), counts, formats, pictures, skipped, seconds, peakMegabytes, latencyP99Ms: p99 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every size as every format; the others are the same picture with other bytes behind its end, so that none is known already. */
async function draw(folder: string): Promise<void> {
  await mkdir(folder);
  for (const [side, count] of counts) {
    for (const format of formats) {
      const bytes = await drawn(side, format);
      for (let copy = 0; copy < count / formats.length; copy += 1) {
        await writeFile(join(folder, `${side}-${copy}.${format}`), Buffer.concat([bytes, Buffer.from(`${copy}`)]));
      }
    }
  }
}

/** Soft noise: compresses like a painting, neither blank nor random. */
async function drawn(side: number, format: (typeof formats)[number]): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const small = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  return sharp(small).resize(side, side, { fit: 'fill' }).toFormat(format).toBuffer();
}
