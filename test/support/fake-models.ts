import type { Models } from '../../electron/engine/models/session.ts';
import type { ModelManifest } from '../../electron/engine/vision/manifest.ts';
import type { RgbImage } from '../../electron/engine/pictures/decode.ts';
import { unit } from './vectors.ts';

/** Pictures of tests are a grid of cells of this many pixels; a coloured cell is a face, a grey one is not. */
export const cellSize = 32;
const size = 8;

export interface FakeModels extends Models {
  /** How many pictures were looked at. */
  readonly looked: number;
}

export interface FakeOptions {
  readonly version?: string;
  /** Awaited before each detection: lets a test hold the pipeline. */
  readonly gate?: () => Promise<void>;
}

/** Stands in for the networks where they are not the point: a face's vector is its mean colour. */
export function fakeModels({ version = 'fake-1', gate }: FakeOptions = {}): FakeModels {
  let looked = 0;
  return {
    manifest: fakeManifest(version),
    processor: { provider: 'cpu', threads: 1, refused: [] },
    use: async () => undefined,
    get looked() {
      return looked;
    },
    async detect(image) {
      await gate?.();
      looked += 1;
      return colouredCells(image).map(({ x, y }) => ({ box: [x, y, cellSize, cellSize], score: 0.9 }));
    },
    embed: async (crops) => crops.map(meanColour),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function fakeManifest(version: string): ModelManifest {
  const pixels = { name: 'image', colour: 'RGB' as const, mean: [0, 0, 0] as const, std: [1, 1, 1] as const };
  const file = { file: 'fake.onnx', version, sha256: '0'.repeat(64), licence: 'MIT' };
  return {
    schema: 1,
    detector: {
      ...file,
      input: { ...pixels, longSide: 640, maxUpscale: 1, multipleOf: 32, pad: 0 },
      outputs: { boxes: 'boxes', scores: 'scores' },
      scoreThreshold: 0.5,
      nmsIou: 0.4,
    },
    embedder: {
      ...file,
      input: { ...pixels, size },
      output: { name: 'embedding', dimensions: 3 },
      framing: { scale: 0.5, offset: [0, 0], zooms: [1] },
      mirror: false,
      thresholds: { same: 0.97, maybe: 0.9, group: 0.935 },
    },
  } as unknown as ModelManifest;
}

function colouredCells(image: RgbImage): { x: number; y: number }[] {
  const cells = [];
  for (let y = 0; y + cellSize <= image.height; y += cellSize) {
    for (let x = 0; x + cellSize <= image.width; x += cellSize) {
      const [r = 0, g = 0, b = 0] = pixelAt(image, x + cellSize / 2, y + cellSize / 2);
      if (Math.max(r, g, b) - Math.min(r, g, b) > 24) cells.push({ x, y });
    }
  }
  return cells;
}

function pixelAt({ data, width }: RgbImage, x: number, y: number): Uint8Array {
  return data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3);
}

function meanColour({ data }: RgbImage): Float32Array {
  const sums = [0, 0, 0];
  data.forEach((value, k) => (sums[k % 3] = (sums[k % 3] ?? 0) + value - 128));
  return unit(sums);
}
