import type { ErrorData } from '../../contract/errors.ts';
import type { ExecutionProvider, Processor } from '../../contract/providers.ts';
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
}

/** Work for the inference thread. The pixels of pictures are shared with it, those of crops moved to it. */
export type Job = { readonly kind: 'find'; readonly image: RgbImage } | ({ readonly kind: 'embed' } & Crops);

/** The answer to each kind of work: the faces of a picture, see find-faces.ts; embeddings as the network gave them, see embed.ts. */
export interface Answers {
  readonly find: readonly ScoredBox[];
  readonly embed: Float32Array;
}

export type ToThread = { readonly id: number; readonly job: Job } | { readonly close: true };

export type FromThread =
  /** Sent once at the start, and again when the processor changes. */
  | { readonly processor: Processor }
  | { readonly failed: ErrorData }
  | { readonly id: number; readonly answer: Answers[Job['kind']] }
  | { readonly id: number; readonly error: ErrorData };
