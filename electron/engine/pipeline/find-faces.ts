import type { DetectorManifest } from '../models/manifest.ts';
import { suppress, type ScoredBox } from './boxes.ts';
import { fitToDetector, readDetections, shrinkForDetector, type DetectorFit, type RawDetections } from './detect.ts';
import type { RgbImage } from './image.ts';
import { closerPart, combineLooks, type Look } from './looks.ts';

/** One run of the detector on a picture that was shrunk to fit its input. */
export type RunDetector = (shrunk: RgbImage, fit: DetectorFit) => Promise<RawDetections>;

/** Below this score a box says nothing, whatever another look says. */
const faintest = 0.05;

/** Faces of a picture at or above the detector's threshold, in its pixels, without doubles, best first. */
export async function findFaces(
  image: RgbImage,
  detector: DetectorManifest,
  run: RunDetector,
  signal?: AbortSignal,
): Promise<ScoredBox[]> {
  const { input, scoreThreshold, nmsIou } = detector;
  const look = (part: number) => lookAt(image, part, detector, run, signal);
  const looks = await Promise.all(input.looks.map(look));
  if (input.closerLook) {
    looks.push(await look(closerPart(looks, input.closerLook, fitToDetector(image, input))));
  }
  return suppress(
    combineLooks(looks).filter(({ score }) => score >= scoreThreshold),
    nmsIou,
  );
}

/** With all that another look may confirm. */
async function lookAt(
  image: RgbImage,
  part: number,
  { input, nmsIou }: DetectorManifest,
  run: RunDetector,
  signal?: AbortSignal,
): Promise<Look> {
  signal?.throwIfAborted();
  const fit = fitToDetector(image, input, part);
  const raw = await run(await shrinkForDetector(image, fit), fit);
  return { found: readDetections(raw, fit, image, { scoreThreshold: faintest, nmsIou }), scale: fit.scale };
}
