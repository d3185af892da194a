import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DetectorNetwork } from '../../../electron/engine/models/detector-network.ts';
import { planLanes } from '../../../electron/engine/models/inference-pool.ts';
import type { DetectorManifest, ModelManifest, SecondManifest } from '../../../electron/engine/vision/manifest.ts';
import { openNetwork, type NetworkNames } from '../../../electron/engine/models/network.ts';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import type { PictureSource } from '../../../electron/engine/pictures/recognise.ts';
import type { DetectorFit, RawDetections } from '../../../electron/engine/vision/detect.ts';
import { findFaces } from '../../../electron/engine/vision/find-faces.ts';
import { atOnce } from '../engine/at-once.ts';
import type { FloorWork } from './floor-thread.ts';

export interface Spent {
  readonly seconds: number;
  /** What all cores worked together: on a busy machine this says more than seconds do. */
  readonly coreSeconds: number;
}

/** What the parts take alone, each with all cores, for the same pictures and faces. */
export interface Floor {
  readonly decode: Spent;
  readonly detect: Spent;
  readonly embed: Spent;
  /** Reading each file through and hashing it: a library knows a picture by its content. */
  readonly identify: Spent;
}

/**
 * What decoding, the networks and telling files apart take, each alone. Stricter than the engine's own steps: tensors are ready, nothing is
 * cropped, no preview is made, nothing is grouped or stored. `looks`: of these files, see detectorShapes.
 */
export async function measureFloor(
  files: readonly PictureSource[],
  looks: DetectorShapes,
  faces: number,
  manifest: ModelManifest,
  threads: number,
): Promise<Floor> {
  const decode = await timed(() => atOnce(2 * threads, files, decodePicture));
  const { detector } = manifest;
  const own = await runAlone(detectorNames(detector), looks.own, threads);
  const second = detector.second && (await runAlone(detectorNames(detector.second), looks.second, threads));
  const detect = together(second ? [own, second] : [own]);
  const embed = await runAlone(embedderNames(manifest), embedderShapes(faces, manifest), threads);
  const identify = await timeThreads(
    'hash-thread.ts',
    sharesOf(files, threads).map((share) => share.map(copyOf)),
  );
  return { decode, detect, embed, identify };
}

/** A thread is sent a copy of the bytes alone, not of all that lies in the same memory. */
function copyOf(source: PictureSource): PictureSource {
  return source instanceof Uint8Array ? new Uint8Array(source) : source;
}

function detectorNames({ path, input, outputs }: DetectorManifest | SecondManifest): NetworkNames {
  return { path, input: input.name, outputs: [outputs.boxes, outputs.scores] };
}

function embedderNames({ embedder }: ModelManifest): NetworkNames {
  return { path: embedder.path, input: embedder.input.name, outputs: [embedder.output.name] };
}

/** Shapes of what the two detectors are given. */
interface DetectorShapes {
  readonly own: number[][];
  readonly second: number[][];
}

/** What the detectors are given for these files: how closely they look, and whether the second is asked, depends on what was found. */
export async function detectorShapes(
  files: readonly PictureSource[],
  { detector }: ModelManifest,
): Promise<DetectorShapes> {
  const shapes: DetectorShapes = { own: [], second: [] };
  const own = await openDetector(detector);
  const second = detector.second ? await openDetector(detector.second) : undefined;
  for (const file of files) {
    const { image } = await decodePicture(file);
    const noting = (network: DetectorNetwork, to: number[][]) => async (fit: DetectorFit) => {
      to.push([1, 3, fit.input.height, fit.input.width]);
      const [found] = await network.run([{ image, fit }]);
      return found as RawDetections;
    };
    await findFaces(image, detector, noting(own, shapes.own), second && noting(second, shapes.second));
  }
  await Promise.all([own.release(), second?.release()]);
  return shapes;
}

async function openDetector(detector: DetectorManifest | SecondManifest): Promise<DetectorNetwork> {
  const options = { provider: 'cpu', threads: availableParallelism() } as const;
  return new DetectorNetwork(await openNetwork(detectorNames(detector), options), detector);
}

function embedderShapes(faces: number, { embedder }: ModelManifest): number[][] {
  const { size } = embedder.input;
  const batch = 16;
  const rows = faces * embedder.framing.zooms.length * (embedder.mirror ? 2 : 1);
  return Array.from({ length: Math.ceil(rows / batch) }, (_, at) => [
    Math.min(batch, rows - at * batch),
    3,
    size,
    size,
  ]);
}

/** Spread over as many threads as the engine would use, each with its part of the cores. */
async function runAlone(names: NetworkNames, shapes: readonly number[][], threads: number): Promise<Spent> {
  const { lanes, threadsEach } = planLanes(threads);
  const works = sharesOf(shapes, lanes).map((share): FloorWork => ({ names, threads: threadsEach, shapes: share }));
  return timeThreads('floor-thread.ts', works);
}

/** Every so many to each. */
function sharesOf<T>(items: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, share) => items.filter((_item, at) => at % count === share));
}

/** What threads take together; starting them does not count. */
async function timeThreads(script: string, works: readonly unknown[]): Promise<Spent> {
  const workers = await Promise.all(
    works.map(async (workerData) => {
      const worker = new Worker(new URL(script, import.meta.url), { workerData });
      await once(worker, 'message');
      return worker;
    }),
  );
  return timed(() =>
    Promise.all(
      workers.map((worker) => {
        const done = once(worker, 'message');
        worker.postMessage('go');
        return done;
      }),
    ),
  );
}

async function timed(work: () => Promise<unknown>): Promise<Spent> {
  const [started, worked] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(worked);
  return { seconds: (performance.now() - started) / 1000, coreSeconds: (user + system) / 1e6 };
}

/** One after the other. */
export function together(parts: readonly Spent[]): Spent {
  const sum = (of: keyof Spent): number => parts.reduce((total, part) => total + part[of], 0);
  return { seconds: sum('seconds'), coreSeconds: sum('coreSeconds') };
}
