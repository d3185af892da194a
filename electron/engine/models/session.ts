import { availableParallelism } from 'node:os';
import { executionProviders, type ExecutionProvider, type Processor } from '../../contract/providers.ts';
import type { ScoredBox } from '../vision/boxes.ts';
import { readEmbeddings } from '../vision/embed.ts';
import type { RgbImage } from '../vision/image.ts';
import { InferencePool } from './inference-pool.ts';
import { loadManifest } from './load-manifest.ts';
import type { EmbedderManifest, ModelManifest } from '../vision/manifest.ts';

/**
 * The loaded models. Calls may overlap: where the processor has the cores, they are worked on side by side. All throw the signal's reason
 * when aborted.
 */
export interface Models extends AsyncDisposable {
  readonly manifest: ModelManifest;
  /** What runs the networks now; changes where a graphics card fails, and with `use`. */
  readonly processor: Processor;
  /** Goes on with another choice of processor. Calls under way are answered. Throws `model-invalid`, changing nothing. */
  use(options: ModelOptions): Promise<void>;
  /**
   * Faces of a picture at or above the detector's threshold, without doubles, best first; boxes in its pixels. Pixels in shared memory
   * are not copied: they must not change before the answer comes. `least`: another threshold.
   */
  detect(image: RgbImage, signal?: AbortSignal, least?: number): Promise<readonly ScoredBox[]>;
  /** One vector of length 1 per crop; crops are `embedder.input.size` pixels square. */
  embed(crops: readonly RgbImage[], signal?: AbortSignal): Promise<Float32Array[]>;
}

export interface ModelOptions {
  /** Threads of the processor that networks may use; by default one per core, at most 8. */
  readonly threads?: number;
  /** Tried in this order, the processor last; by default all, in their order. */
  readonly providers?: readonly ExecutionProvider[];
}

/** Loads the models of a folder into threads of their own. Throws `model-invalid` where they cannot be used. */
export async function openModels(folder: string, options: ModelOptions = {}): Promise<Models> {
  const manifest = await loadManifest(folder);
  return modelsOn(await startPool(manifest, options), manifest);
}

async function startPool(manifest: ModelManifest, { threads, providers }: ModelOptions): Promise<InferencePool> {
  const pool = new InferencePool({
    manifest,
    threads: threadsOf(threads),
    providers: providers ?? executionProviders,
  });
  await pool.start();
  return pool;
}

function modelsOn(first: InferencePool, manifest: ModelManifest): Models {
  let pool = first;
  return {
    manifest,
    get processor() {
      return pool.processor;
    },
    async use(options) {
      const before = pool;
      pool = await startPool(manifest, options);
      await before[Symbol.asyncDispose]();
    },
    detect: (image, signal, least) => pool.run({ signal }, 'find', image, least),
    embed: (crops, signal) => embed(() => pool, manifest, crops, signal),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

/** The pool that is in use at the moment of a call: it may be replaced between two calls. */
type PoolNow = () => InferencePool;

/** As many as were asked for, else one per core, up to 8: on a large machine the artist's other programs want some too. */
export function threadsOf(asked: number | null | undefined): number {
  return asked ?? Math.min(8, availableParallelism());
}

async function embed(
  pool: PoolNow,
  { embedder }: ModelManifest,
  crops: readonly RgbImage[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  if (crops.length === 0) return [];
  const pixels = joinCrops(crops, embedder.input);
  const answers = await pool().run({ transfer: [pixels.buffer], signal }, 'embed', { pixels, count: crops.length });
  return readEmbeddings(answers, embedder.output.dimensions, embedder.mirror);
}

function joinCrops(crops: readonly RgbImage[], { size }: EmbedderManifest['input']): Uint8Array<ArrayBuffer> {
  const bytes = size ** 2 * 3;
  const pixels = new Uint8Array(crops.length * bytes);
  for (const [index, crop] of crops.entries()) {
    if (crop.width !== size || crop.height !== size)
      throw new Error(`a crop of ${crop.width} × ${crop.height}, not ${size}`);
    pixels.set(crop.data, index * bytes);
  }
  return pixels;
}
