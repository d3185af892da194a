import type { Size } from '../../contract/geometry.ts';
import type { DetectorManifest } from './manifest.ts';
import { suppress, type ScoredBox } from './boxes.ts';
import { faintest, fitAtScale, fitToDetector, readDetections, type DetectorFit, type RawDetections } from './detect.ts';
import { closerPart, combineLooks, lookAtSmallFaces, type CloseLook, type Look } from './looks.ts';
import type { PicturePart } from './resample.ts';
import { joinTiles, piecesOf, type TileFound } from './tiles.ts';

/** One run of the detector on the picture, or on the part that `fit` says, brought to the size of `fit`. */
type RunDetector = (fit: DetectorFit) => Promise<RawDetections>;

/**
 * Faces of a picture of this size at or above the detector's threshold, in its pixels, without doubles, best first. Strips are looked
 * at in pieces, and small faces once more in tiles.
 */
export async function findFaces(picture: Size, detector: DetectorManifest, run: RunDetector): Promise<ScoredBox[]> {
  const { input, scoreThreshold, nmsIou } = detector;
  const pieces = piecesOf(picture);
  const full = fitToDetector(pieces[0] ?? picture, input);
  const look = (part: number) => lookAt(picture, { parts: pieces, scale: full.scale * part }, detector, run);
  const looks = await Promise.all(input.looks.map(look));
  if (input.closerLook) {
    looks.push(await look(closerPart(looks, input.closerLook, full)));
    const small = lookAtSmallFaces(picture, looks, input.closerLook, full, input.longSide);
    if (small) looks.push(await lookAt(picture, small, detector, run));
  }
  return suppress(
    combineLooks(looks).filter(({ score }) => score >= scoreThreshold),
    nmsIou,
  );
}

async function lookAt(
  picture: Size,
  { parts, scale }: CloseLook,
  detector: DetectorManifest,
  run: RunDetector,
): Promise<Look> {
  const tiles = await Promise.all(parts.map((part) => lookAtPart(part, scale, detector, run)));
  return { found: joinTiles(tiles, picture, detector.nmsIou), scale, parts };
}

/** Faint boxes are among them: another look may confirm them. */
async function lookAtPart(
  part: PicturePart,
  scale: number,
  { input, nmsIou }: DetectorManifest,
  run: RunDetector,
): Promise<TileFound> {
  const fit = fitAtScale(part, input, scale);
  const raw = await run({ ...fit, from: part });
  const found = readDetections(raw, fit, part, { scoreThreshold: faintest, nmsIou });
  return {
    part,
    found: found.map(({ box: [x, y, width, height], score }) => {
      return { box: [x + part.left, y + part.top, width, height], score };
    }),
  };
}
