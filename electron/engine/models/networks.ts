import { basename } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Processor, ProcessorFallback, Size } from '../../contract/model.ts';
import type { RgbImage } from '../pipeline/image.ts';
import type { DetectorFit, RawDetections } from '../pipeline/detect.ts';
import type { DetectorManifest, EmbedderManifest, ModelManifest } from './manifest.ts';
import type { Network, NetworkNames, Output, Placement } from './network.ts';
import type { ThreadData } from './protocol.ts';
import { explainFailure } from './providers.ts';
import { pixelTables, planeOrder, writePlanes } from './tensor.ts';

/** Crops that are embedded in one run: more is no faster on a processor and takes more memory. */
const batchSize = 16;

export type OpenNetwork = (names: NetworkNames, placement: Placement) => Promise<Network>;

/** Detector and embedder, loaded and tried out on one execution provider. Lives in the inference thread. */
export class Networks {
  readonly processor: Processor;
  readonly #detector: Network;
  readonly #embedder: Network;
  readonly #manifest: ModelManifest;

  constructor(manifest: ModelManifest, processor: Processor, detector: Network, embedder: Network) {
    this.#manifest = manifest;
    this.processor = processor;
    this.#detector = detector;
    this.#embedder = embedder;
  }

  async detect(image: RgbImage, fit: DetectorFit): Promise<RawDetections> {
    const { detector } = this.#manifest;
    const answers = await this.#detector.run(detectorTensor(image, fit.input, detector.input), [
      1,
      3,
      fit.input.height,
      fit.input.width,
    ]);
    return checkDetections(answers, detector);
  }

  /** `count` crops, one after another in `pixels`; answers as embed.ts reads them. */
  async embed(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const { embedder } = this.#manifest;
    const rows = embedder.mirror ? 2 * count : count;
    const answers = new Float32Array(rows * embedder.output.dimensions);
    for (let first = 0; first < rows; first += batchSize) {
      const batch = Math.min(batchSize, rows - first);
      const tensor = embedderTensor(pixels, { first, batch, count }, embedder.input);
      const { size } = embedder.input;
      const [output] = await this.#embedder.run(tensor, [batch, 3, size, size]);
      answers.set(checkEmbeddings(output, batch, embedder), first * embedder.output.dimensions);
    }
    return answers;
  }

  async release(): Promise<void> {
    await Promise.all([this.#detector.release(), this.#embedder.release()]);
  }
}

/**
 * Opens both networks on the first of `providers` that runs them. Throws `model-invalid` where the models are to blame
 * or no provider is left.
 */
export async function openNetworks(
  data: ThreadData,
  open: OpenNetwork,
  fallback: ProcessorFallback | null = null,
): Promise<Networks> {
  const [provider = 'cpu', ...others] = data.providers;
  const placement = { provider, threads: data.threads };
  try {
    return await openOn(data.manifest, { ...placement, fallback }, open);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The processor runs everything that is sound.
    if (others.length === 0) throw new AppError('model-invalid', messageOf(error), { cause: error });
    return openNetworks({ ...data, providers: others }, open, fallback ?? explainFailure(provider, error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function openOn(manifest: ModelManifest, processor: Processor, open: OpenNetwork): Promise<Networks> {
  const { detector, embedder } = manifest;
  const outputs = [detector.outputs.boxes, detector.outputs.scores];
  const found = await open({ path: detector.path, input: detector.input.name, outputs }, processor);
  const known = { path: embedder.path, input: embedder.input.name, outputs: [embedder.output.name] };
  const networks = new Networks(manifest, processor, found, await open(known, processor));
  await tryOut(networks, manifest);
  return networks;
}

/** A provider may accept a network and fail at its first run, and a wrong shape shows only there. */
async function tryOut(networks: Networks, { detector, embedder }: ModelManifest): Promise<void> {
  const side = detector.input.multipleOf * 2;
  const size = { width: side, height: side };
  await networks.detect({ ...size, data: new Uint8Array(side * side * 3) }, { picture: size, input: size, scale: 1 });
  await networks.embed(new Uint8Array(embedder.input.size ** 2 * 3), 1);
}

function detectorTensor(image: RgbImage, plane: Size, input: DetectorManifest['input']): Float32Array {
  const tables = pixelTables(input);
  const area = plane.width * plane.height;
  const tensor = new Float32Array(3 * area);
  for (const [index, table] of tables.entries())
    tensor.fill(table[input.pad] as number, index * area, (index + 1) * area);
  writePlanes(tensor, 0, image, { tables, order: planeOrder(input.colour), plane });
  return tensor;
}

interface Rows {
  readonly first: number;
  readonly batch: number;
  /** Rows from here on are the mirror images. */
  readonly count: number;
}

function embedderTensor(pixels: Uint8Array, rows: Rows, input: EmbedderManifest['input']): Float32Array {
  const plane = { width: input.size, height: input.size };
  const bytes = input.size ** 2 * 3;
  const options = { tables: pixelTables(input), order: planeOrder(input.colour), plane };
  const tensor = new Float32Array(rows.batch * bytes);
  for (let index = 0; index < rows.batch; index++) {
    const crop = (rows.first + index) % rows.count;
    const data = pixels.subarray(crop * bytes, (crop + 1) * bytes);
    writePlanes(tensor, index * bytes, { ...plane, data }, { ...options, mirrored: rows.first + index >= rows.count });
  }
  return tensor;
}

function checkDetections([boxes, scores]: readonly Output[], detector: DetectorManifest): RawDetections {
  const count = scores?.data.length ?? 0;
  if (boxes && scores && sameShape(boxes.shape, [1, count, 4]) && sameShape(scores.shape, [1, count])) {
    return { boxes: boxes.data, scores: scores.data };
  }
  const shapes = `boxes ${boxes?.shape.join('×')}, scores ${scores?.shape.join('×')}`;
  throw new AppError('model-invalid', `${basename(detector.path)} answers ${shapes}; expected 1×n×4 and 1×n`);
}

function checkEmbeddings(output: Output | undefined, batch: number, embedder: EmbedderManifest): Float32Array {
  const expected = [batch, embedder.output.dimensions];
  if (output && sameShape(output.shape, expected)) return output.data;
  const shape = output?.shape.join('×');
  throw new AppError('model-invalid', `${basename(embedder.path)} answers ${shape}; expected ${expected.join('×')}`);
}

function sameShape(shape: readonly number[], expected: readonly number[]): boolean {
  return shape.length === expected.length && shape.every((value, index) => value === expected[index]);
}
