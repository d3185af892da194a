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

/** Seconds that the parts take alone, each with all cores, for the same pictures and faces. */
export interface Floor {
  readonly decode: number;
  readonly detect: number;
  readonly embed: number;
}

/**
 * What decoding and the networks alone take. Stricter than the engine's own steps: tensors are ready, nothing is cropped, no
 * preview is made, nothing is hashed, grouped or stored. `looks`: of these files, see detectorShapes.
 */
export async function measureFloor(
  files: readonly PictureSource[],
  looks: DetectorShapes,
  faces: number,
  manifest: ModelManifest,
  threads: number,
): Promise<Floor> {
  const decode = await seconds(() => atOnce(2 * threads, files, decodePicture));
  const { detector } = manifest;
  const own = await runAlone(detectorNames(detector), looks.own, threads);
  const second = detector.second ? await runAlone(detectorNames(detector.second), looks.second, threads) : 0;
  const detect = own + second;
  const embed = await runAlone(embedderNames(manifest), embedderShapes(faces, manifest), threads);
  return { decode, detect, embed };
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
async function runAlone(names: NetworkNames, shapes: readonly number[][], threads: number): Promise<number> {
  const { lanes, threadsEach } = planLanes(threads);
  const workers = await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const work: FloorWork = {
        names,
        threads: threadsEach,
        shapes: shapes.filter((_shape, at) => at % lanes === lane),
      };
      const worker = new Worker(new URL('floor-thread.ts', import.meta.url), { workerData: work });
      await once(worker, 'message');
      return worker;
    }),
  );
  return seconds(() =>
    Promise.all(
      workers.map((worker) => {
        const done = once(worker, 'message');
        worker.postMessage('go');
        return done;
      }),
    ),
  );
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
