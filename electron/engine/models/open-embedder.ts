import type { EmbedderManifest } from '../vision/manifest.ts';
import { EmbedderNetwork, type Crops } from './embedder-network.ts';
import type { Network, NetworkNames, Placement } from './network.ts';
import { cosine, trialPicture } from './trial.ts';

type OpenNetwork = (names: NetworkNames, placement: Placement) => Promise<Network>;

/** How many times faster the quantised network must be here: where the processor has no instructions for it, it gains little or nothing. */
const leastGain = 1.25;
/** Cosine of the answers of both: those of a processor that adds 8-bit products in too few bits are far off. */
const sameCosine = 0.99;
const runs = 3;
const cropsPerRun = 4;

export interface OpenEmbedder {
  readonly network: EmbedderNetwork;
  readonly quantised: boolean;
}

/**
 * The embedder on a processor: the quantised network where a real run shows that it is faster here and answers alike, else the full one.
 * `quantised`: what was found before. A card gets the full one. Errors as openNetwork, of the full network.
 */
export async function openEmbedder(
  embedder: EmbedderManifest,
  placement: Placement,
  open: OpenNetwork,
  quantised?: boolean,
): Promise<OpenEmbedder> {
  const small = placement.provider === 'cpu' && quantised !== false ? embedder.quantised : undefined;
  const openOne = async (path: string): Promise<EmbedderNetwork> =>
    new EmbedderNetwork(
      await open({ path, input: embedder.input.name, outputs: [embedder.output.name] }, placement),
      embedder,
    );
  if (small && quantised) return { network: await openOne(small.path), quantised };
  const full = await openOne(embedder.path);
  if (!small) return { network: full, quantised: false };
  const other = await openOne(small.path);
  const isBetter = await pays(full, other, embedder);
  await (isBetter ? full : other).release();
  return { network: isBetter ? other : full, quantised: isBetter };
}

async function pays(full: EmbedderNetwork, small: EmbedderNetwork, { input }: EmbedderManifest): Promise<boolean> {
  const crop = trialPicture(input.size).data;
  const pixels = new Uint8Array(crop.length * cropsPerRun);
  for (let k = 0; k < cropsPerRun; k++) pixels.set(crop, k * crop.length);
  const crops: Crops = { pixels, count: cropsPerRun };
  const [expected, given] = [await fastest(full, crops), await fastest(small, crops)];
  return expected.ms >= given.ms * leastGain && cosine(given.answer, expected.answer) >= sameCosine;
}

async function fastest(network: EmbedderNetwork, crops: Crops): Promise<{ ms: number; answer: Float32Array }> {
  let ms = Infinity;
  let answer: Float32Array = new Float32Array();
  for (let run = 0; run < runs; run++) {
    const before = process.threadCpuUsage();
    [answer = answer] = await network.run([crops]);
    // What the thread itself worked: other programs that want the processor at this moment change nothing.
    const { user, system } = process.threadCpuUsage(before);
    ms = Math.min(ms, (user + system) / 1_000);
  }
  return { ms, answer };
}
