import { AppError } from '../../contract/errors.ts';
import type { ExecutionProvider, Processor, ProcessorFallback } from '../../contract/providers.ts';
import type { ScoredBox } from '../vision/boxes.ts';
import type { RawDetections } from '../vision/detect.ts';
import { findFaces } from '../vision/find-faces.ts';
import type { RgbImage } from '../vision/image.ts';
import { DetectorNetwork, type DetectorPicture } from './detector-network.ts';
import type { Crops, EmbedderNetwork } from './embedder-network.ts';
import { LookBatch } from './look-batch.ts';
import type { DetectorManifest, SecondManifest } from '../vision/manifest.ts';
import type { Network, NetworkNames, Placement } from './network.ts';
import { openEmbedder } from './open-embedder.ts';
import { DiffersError, explainFailure } from './providers.ts';
import type { ThreadData } from './protocol.ts';
import { lookAtTrial, sameAnswers } from './trial.ts';

export type OpenNetwork = (names: NetworkNames, placement: Placement) => Promise<Network>;

/** Pictures that a graphics card looks at together; a processor gains nothing from more than one. */
const cardBatch = 8;

/** The networks of a manifest, loaded. */
interface Opened {
  readonly detector: DetectorNetwork;
  readonly second: DetectorNetwork | null;
  readonly embedder: EmbedderNetwork;
}

/** A picture to look at. */
interface WantedLook {
  readonly image: RgbImage;
  /** Faces from this score on, instead of the detector's threshold. */
  readonly least?: number | undefined;
}

/** Detector and embedder, loaded on one execution provider. Lives in the inference thread. */
export class Networks {
  readonly processor: Processor;
  readonly #detector: DetectorNetwork;
  readonly #second: DetectorNetwork | null;
  readonly #embedder: EmbedderNetwork;
  readonly #manifest: DetectorManifest;

  constructor(processor: Processor, opened: Opened, manifest: DetectorManifest) {
    this.processor = processor;
    this.#manifest = manifest;
    this.#detector = opened.detector;
    this.#second = opened.second;
    this.#embedder = opened.embedder;
  }

  /** How many pictures `find` should be given at once. */
  get detectorBatch(): number {
    return this.processor.provider !== 'cpu' && this.#detector.batches ? cardBatch : 1;
  }

  /** The faces of each picture, as findFaces. Looks whose inputs are of one size go together. */
  find(wanted: readonly WantedLook[]): Promise<ScoredBox[][]> {
    const first = new LookBatch(this.detectorBatch, (pictures) => this.detect(pictures));
    const second = this.#second;
    const alone = second && new LookBatch(1, (pictures) => second.run(pictures));
    const find = ({ image, least }: WantedLook): Promise<ScoredBox[]> =>
      findFaces(
        image,
        least === undefined ? this.#manifest : { ...this.#manifest, scoreThreshold: least },
        (fit) => first.look({ image, fit }),
        alone ? (fit) => alone.look({ image, fit }) : undefined,
      );
    return Promise.all(wanted.map(find));
  }

  /** One look at pictures whose inputs are of one size, at most `detectorBatch`. */
  detect(pictures: readonly DetectorPicture[]): Promise<RawDetections[]> {
    return this.#detector.run(pictures);
  }

  embed(jobs: readonly Crops[]): Promise<Float32Array[]> {
    return this.#embedder.run(jobs);
  }

  async release(): Promise<void> {
    await Promise.all([this.#detector.release(), this.#second?.release(), this.#embedder.release()]);
  }
}

/**
 * Opens both networks on the first of `providers` that runs them and answers as the processor does. `refused` are those that
 * were tried before. Throws `model-invalid` where the models are to blame or no provider is left.
 */
export async function openNetworks(
  data: ThreadData,
  open: OpenNetwork,
  refused: readonly ProcessorFallback[] = [],
): Promise<Networks> {
  const [provider = 'cpu', ...others] = data.providers;
  try {
    const networks = await openOn(data, provider, refused, open);
    if (provider !== 'cpu') await compareWithProcessor(networks, data, open);
    else await lookAtTrial(networks, data.manifest);
    return networks;
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The processor runs every sound network, so the models are to blame.
    if (others.length === 0) throw new AppError('model-invalid', messageOf(error), { cause: error });
    return openNetworks({ ...data, providers: others }, open, [...refused, explainFailure(provider, error)]);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function openOn(
  { manifest, threads, card = 0, quantised }: ThreadData,
  provider: ExecutionProvider,
  refused: readonly ProcessorFallback[],
  open: OpenNetwork,
): Promise<Networks> {
  const { detector, embedder } = manifest;
  const placement = { provider, threads, card };
  const known = await openEmbedder(embedder, placement, open, quantised);
  return new Networks(
    { provider, threads, refused, ...(known.quantised && { quantised: true }) },
    {
      detector: new DetectorNetwork(await open(namesOf(detector), placement), detector),
      // So small, and asked so seldom, that a card gains nothing from it.
      second: detector.second ? await openSecond(detector.second, threads, open) : null,
      embedder: known.network,
    },
    detector,
  );
}

async function openSecond(second: SecondManifest, threads: number, open: OpenNetwork): Promise<DetectorNetwork> {
  return new DetectorNetwork(await open(namesOf(second), { provider: 'cpu', threads }), second);
}

function namesOf({ path, input, outputs }: DetectorManifest | SecondManifest): NetworkNames {
  return { path, input: input.name, outputs: [outputs.boxes, outputs.scores] };
}

/** A driver may run a network and answer nonsense: the first answers are compared with those of the processor. */
async function compareWithProcessor(networks: Networks, data: ThreadData, open: OpenNetwork): Promise<void> {
  const answers = await lookAtTrial(networks, data.manifest);
  const processor = await openOn({ ...data, quantised: false }, 'cpu', [], open);
  try {
    const worst = sameAnswers(answers, await lookAtTrial(processor, data.manifest));
    if (worst !== null) throw new DiffersError(worst);
  } catch (error) {
    await networks.release();
    throw error;
  } finally {
    await processor.release();
  }
}
