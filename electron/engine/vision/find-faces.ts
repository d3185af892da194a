import type { Size } from '../../contract/geometry.ts';
import type { DetectorManifest } from './manifest.ts';
import { suppress, type ScoredBox } from './boxes.ts';
import { faintest, fitToDetector, readDetections, type DetectorFit, type RawDetections } from './detect.ts';
import { closerPart, combineLooks, type Look } from './looks.ts';

/** One run of the detector on the picture, brought to the size of `fit`. */
type RunDetector = (fit: DetectorFit) => Promise<RawDetections>;

/** Faces of a picture of this size at or above the detector's threshold, in its pixels, without doubles, best first. */
export async function findFaces(picture: Size, detector: DetectorManifest, run: RunDetector): Promise<ScoredBox[]> {
  const { input, scoreThreshold, nmsIou } = detector;
  const look = (part: number) => lookAt(picture, part, detector, run);
  const looks = await Promise.all(input.looks.map(look));
  if (input.closerLook) {
    looks.push(await look(closerPart(looks, input.closerLook, fitToDetector(picture, input))));
  }
  return suppress(
    combineLooks(looks).filter(({ score }) => score >= scoreThreshold),
    nmsIou,
  );
}

/** Faint boxes are among them: another look may confirm them. */
async function lookAt(
  picture: Size,
  part: number,
  { input, nmsIou }: DetectorManifest,
  run: RunDetector,
): Promise<Look> {
  const fit = fitToDetector(picture, input, part);
  const raw = await run(fit);
  return { found: readDetections(raw, fit, picture, { scoreThreshold: faintest, nmsIou }), scale: fit.scale };
}
