import { EmbedderNetwork } from '../../../../electron/engine/models/embedder-network.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { openNetwork } from '../../../../electron/engine/models/network.ts';
import { cosine } from '../../../../electron/engine/models/trial.ts';
import { readEmbeddings } from '../../../../electron/engine/vision/embed.ts';
import type { RgbImage } from '../../../../electron/engine/vision/image.ts';
import type { EmbedderManifest } from '../../../../electron/engine/vision/manifest.ts';
import { framedCrops } from '../../accuracy/framed-crops.ts';
import { quantile } from '../../engine/engine-run.ts';
import { machine } from '../../machine.ts';
import { table } from '../../table.ts';

const count = 1_000;
const together = 8;

interface Run {
  readonly vectors: readonly Float32Array[];
  /** Of one core, for one face: of all runs, and of the quickest. */
  readonly meanMs: number;
  readonly leastMs: number;
}

/** The quantised embedder beside the full one on crops of `val`: how alike their vectors are, and what each takes of one core. */
export async function benchQuantised(models: string): Promise<unknown> {
  const { embedder } = await loadManifest(models);
  if (!embedder.quantised) throw new Error('models.json names no quantised embedder');
  const crops = await framedCrops(models, 'val', count);
  const full = await embedAll(embedder, embedder.path, crops);
  const small = await embedAll(embedder, embedder.quantised.path, crops);
  const cosines = full.vectors.map((vector, k) => cosine(vector, small.vectors[k] ?? new Float32Array()));
  console.log(`\nThe embedder with 8-bit convolutions, ${crops.length} crops of val · ${machine()}\n`);
  const rows = [full, small].map(({ meanMs, leastMs }, k) => [
    k === 0 ? 'full' : '8-bit',
    ...[meanMs, leastMs].map((ms) => ms.toFixed(1)),
  ]);
  console.log(table([['network', 'core ms a face', 'quickest run'], ...rows]));
  const sorted = cosines.toSorted((a, b) => a - b);
  const [low, middle] = [0.01, 0.5].map((at) => quantile(sorted, at).toFixed(4));
  console.log(`cosine to the full one: median ${middle}, 1 of 100 below ${low}, least ${(sorted[0] ?? 0).toFixed(4)}`);
  return { cosines, full: { ...full, vectors: undefined }, small: { ...small, vectors: undefined } };
}

async function embedAll(embedder: EmbedderManifest, path: string, crops: readonly RgbImage[]): Promise<Run> {
  const names = { path, input: embedder.input.name, outputs: [embedder.output.name] };
  const network = new EmbedderNetwork(await openNetwork(names, { provider: 'cpu', threads: 1 }), embedder);
  const vectors: Float32Array[] = [];
  let [total, leastMs] = [0, Infinity];
  for (let first = 0; first < crops.length; first += together) {
    const some = crops.slice(first, first + together).map(({ data }) => ({ pixels: data, count: 1 }));
    const before = process.cpuUsage();
    const answers = await network.run(some);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1_000;
    total += ms;
    if (first > 0) leastMs = Math.min(leastMs, ms / some.length);
    vectors.push(...answers.flatMap((answer) => readEmbeddings(answer, embedder.output.dimensions, embedder.mirror)));
  }
  await network.release();
  return { vectors, meanMs: total / crops.length, leastMs };
}
