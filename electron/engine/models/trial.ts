import type { RawDetections } from '../vision/detect.ts';
import type { RgbImage } from '../vision/image.ts';
import type { DetectorPicture } from './detector-network.ts';
import type { Crops } from './embedder-network.ts';
import type { ModelManifest } from '../vision/manifest.ts';

/** Cosine that the answers of two processors must reach: they round differently, and half precision counts as the same. */
const sameCosine = 0.999;

/** What the networks answer to the trial picture, by what it is. */
export type TrialAnswers = Readonly<Record<'boxes' | 'scores' | 'embedding', Float32Array>>;

interface OpenNetworks {
  detect(pictures: readonly DetectorPicture[]): Promise<RawDetections[]>;
  embed(jobs: readonly Crops[]): Promise<Float32Array[]>;
}

/** A real run of both networks: a provider may accept a network and fail at its first run, and a wrong shape shows only there. */
export async function lookAtTrial(
  networks: OpenNetworks,
  { detector, embedder }: ModelManifest,
): Promise<TrialAnswers> {
  const side = detector.input.multipleOf * 4;
  const picture = { width: side, height: side };
  const fit = { picture, input: picture, scale: 1 };
  const [found] = await networks.detect([{ image: trialPicture(side), fit }]);
  const crop = trialPicture(embedder.input.size);
  const [embedding] = await networks.embed([{ pixels: crop.data, count: 1 }]);
  const nothing = new Float32Array();
  return {
    boxes: found?.boxes ?? nothing,
    scores: found?.scores ?? nothing,
    embedding: embedding ?? nothing,
  };
}

/** Where two answers differ, and by how much; null where they are the same. */
export function sameAnswers(given: TrialAnswers, expected: TrialAnswers): string | null {
  for (const what of ['scores', 'boxes', 'embedding'] as const) {
    const similarity = cosine(given[what], expected[what]);
    if (!(similarity >= sameCosine)) return `${what}: cosine ${similarity.toFixed(4)}`;
  }
  return null;
}

/** NaN where their lengths differ. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let product = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (const [index, value] of a.entries()) {
    const other = b[index] as number;
    product += value * other;
    lengthA += value * value;
    lengthB += other * other;
  }
  // Two vectors of zeros count as the same.
  if (lengthA === 0 && lengthB === 0) return 1;
  return product / Math.sqrt(lengthA * lengthB);
}

/** Soft colours with edges in them, the same everywhere: neither blank nor noise, which say little about a network. */
export function trialPicture(side: number): RgbImage {
  const data = new Uint8Array(side * side * 3);
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % side;
    const y = Math.floor(at / 3 / side);
    const wave = 100 + 60 * Math.sin((x * ((at % 3) + 1)) / 7) + 60 * Math.cos(y / 5);
    data[at] = (x - side / 2) ** 2 + (y - side / 2) ** 2 < (side / 3) ** 2 ? 255 - wave : wave;
  }
  return { width: side, height: side, data };
}
