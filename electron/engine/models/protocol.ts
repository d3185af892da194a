import type { ExecutionProvider } from '../../contract/providers.ts';
import type { WaitingJob } from '../threads/jobs.ts';
import type { ScoredBox } from '../vision/boxes.ts';
import type { RgbImage } from '../vision/image.ts';
import type { Crops } from './embedder-network.ts';
import type { ModelManifest } from '../vision/manifest.ts';

/** What an inference thread is started with. */
export interface ThreadData {
  readonly manifest: ModelManifest;
  readonly threads: number;
  /** Wanted, in this order; the thread leaves out those that its onnxruntime does not know. */
  readonly providers: readonly ExecutionProvider[];
  /** The graphics card that DirectML is to take, by its number; the first where that is not said. */
  readonly card?: number;
  /** Whether the processor is to run the quantised embedder; left out: a real run decides. */
  readonly quantised?: boolean;
}

/** Work for the inference thread. The pixels of pictures are shared with it, those of crops moved to it. */
export interface InferenceJobs {
  /** The faces of a picture, see find-faces.ts; `least`: from this score on instead of the usual one. */
  find(image: RgbImage, least?: number): readonly ScoredBox[];
  /** Embeddings as the network gave them, see embed.ts. */
  embed(crops: Crops): Float32Array;
}

export type Job = WaitingJob<InferenceJobs>;
export type Answer = readonly ScoredBox[] | Float32Array;
