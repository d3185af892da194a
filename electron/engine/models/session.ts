import { availableParallelism } from 'node:os';
import type { Box, ExecutionProvider, Processor } from '../../contract/model.ts';
import type { RgbImage } from '../pipeline/decode.ts';
import { fitToDetector, readDetections, resizeForDetector } from '../pipeline/detect.ts';
import { readEmbeddings } from '../pipeline/embed.ts';
import { InferenceThread } from './inference-thread.ts';
import { loadManifest, type EmbedderManifest, type ModelManifest } from './manifest.ts';
import { preferredProviders } from './providers.ts';

export interface Detection {
  /** Pixels of the image that was given. */
  readonly box: Box;
  /** Confidence, 0..1. */
  readonly score: number;
}

/** The loaded models. Calls may overlap; they are answered in order. All throw the signal's reason when aborted. */
export interface Models extends AsyncDisposable {
  readonly manifest: ModelManifest;
  /** What runs the networks now; changes where a graphics card fails. */
  readonly processor: Processor;
  /** Faces of a picture at or above the detector's threshold, without doubles, best first. */
  detect(image: RgbImage, signal?: AbortSignal): Promise<Detection[]>;
  /** One vector of length 1 per crop; crops are `embedder.input.size` pixels square. */
  embed(crops: readonly RgbImage[], signal?: AbortSignal): Promise<Float32Array[]>;
}

export interface ModelOptions {
  /** Threads of one network run; by default one per processor core, at most 8. */
  readonly threads?: number;
  /** Tried in this order, the processor last; by default CUDA, DirectML, Core ML, processor. */
  readonly providers?: readonly ExecutionProvider[];
}

/** Loads the models of a folder into a thread of their own. Throws `model-invalid` where they cannot be used. */
export async function openModels(folder: string, options: ModelOptions = {}): Promise<Models> {
  const manifest = await loadManifest(folder);
  const thread = new InferenceThread({
    manifest,
    threads: options.threads ?? defaultThreads(),
    providers: options.providers ?? preferredProviders,
  });
  await thread.start();
  return modelsOn(thread, manifest);
}

function modelsOn(thread: InferenceThread, manifest: ModelManifest): Models {
  return {
    manifest,
    get processor() {
      return thread.processor;
    },
    detect: (image, signal) => detect(thread, manifest, image, signal),
    embed: (crops, signal) => embed(thread, manifest, crops, signal),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

// The networks are small: more threads than this wait for each other.
function defaultThreads(): number {
  return Math.min(8, availableParallelism());
}

async function detect(
  thread: InferenceThread,
  { detector }: ModelManifest,
  image: RgbImage,
  signal?: AbortSignal,
): Promise<Detection[]> {
  signal?.throwIfAborted();
  const fit = fitToDetector(image, detector.input);
  const resized = await resizeForDetector(image, fit);
  // sharp's own buffers cannot be moved to another thread.
  const data = new Uint8Array(resized.data);
  const raw = await thread.run({ kind: 'detect', image: { ...resized, data }, fit }, [data.buffer], signal);
  return readDetections(raw, fit, image, detector);
}

async function embed(
  thread: InferenceThread,
  { embedder }: ModelManifest,
  crops: readonly RgbImage[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  if (crops.length === 0) return [];
  const pixels = joinCrops(crops, embedder.input);
  const answers = await thread.run({ kind: 'embed', pixels, count: crops.length }, [pixels.buffer], signal);
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
