import type { Size } from '../../contract/geometry.ts';
import type { DetectorManifest, SecondManifest } from './manifest.ts';
import { suppress, type ScoredBox } from './boxes.ts';
import { faintest, fitAtScale, fitToDetector, readDetections, type DetectorFit, type RawDetections } from './detect.ts';
import { isHead } from './heads.ts';
import { closerPart, combineLooks, lookAtSmallFaces, type CloseLook, type Look } from './looks.ts';
import { asOwnBox, isLost, isUnsure, joinOpinions, ownOpinion, type JudgedBox } from './opinions.ts';
import type { PicturePart } from './resample.ts';
import { joinTiles, piecesOf, type TileFound } from './tiles.ts';

/** One run of a detector on the picture, or on the part that `fit` says, brought to the size of `fit`. */
type RunDetector = (fit: DetectorFit) => Promise<RawDetections>;

/**
 * Faces of a picture of this size at or above the detector's threshold, in its pixels, without doubles, best first. Strips are looked
 * at in pieces, and small faces once more in tiles. `runSecond`: the second detector, where the manifest has one.
 */
export async function findFaces(
  picture: Size,
  detector: DetectorManifest,
  run: RunDetector,
  runSecond?: RunDetector,
): Promise<ScoredBox[]> {
  const { second, scoreThreshold, nmsIou } = detector;
  const own = suppress(await lookAround(picture, detector, run), nmsIou);
  const isSure = ({ score }: ScoredBox): boolean => score >= scoreThreshold;
  if (!second || !runSecond) return own.filter(isSure);
  const judged = suppress(await askSecond(picture, own, second, runSecond), nmsIou);
  const faces = judged.filter(isSure);
  return faces.length > 0 ? faces.map(({ box, score }) => ({ box, score })) : headOf(judged, picture, scoreThreshold);
}

/** The one face of a picture that is a head, where it may be one. */
function headOf(judged: readonly JudgedBox[], picture: Size, threshold: number): ScoredBox[] {
  const heads = judged.filter(({ box, asHead }) => asHead >= threshold && isHead(box, picture));
  const [best] = heads.sort((a, b) => b.asHead - a.asHead);
  return best ? [{ box: best.box, score: best.asHead }] : [];
}

/** What the first detector finds in all its looks. */
async function lookAround(picture: Size, detector: DetectorManifest, run: RunDetector): Promise<ScoredBox[]> {
  const { input } = detector;
  const pieces = piecesOf(picture);
  const full = fitToDetector(pieces[0] ?? picture, input);
  const look = (part: number) => lookAt(picture, { parts: pieces, scale: full.scale * part }, detector, run);
  const looks = await Promise.all(input.looks.map(look));
  if (input.closerLook) {
    looks.push(await look(closerPart(looks, input.closerLook, full)));
    const small = lookAtSmallFaces(picture, looks, input.closerLook, full, input.longSide);
    if (small) looks.push(await lookAt(picture, small, detector, run));
  }
  return combineLooks(looks);
}

/** The same places and those of the second detector, which is asked where it may know more; scores are probabilities then. */
async function askSecond(
  picture: Size,
  own: readonly ScoredBox[],
  second: SecondManifest,
  run: RunDetector,
): Promise<JudgedBox[]> {
  if (!isUnsure(own, second.asked)) return ownOpinion(own, second.joining);
  const parts = piecesOf(picture);
  const { lostSide, ...input } = second.input;
  const looked = isLost(own, second.asked) ? { ...input, longSide: lostSide } : input;
  const { scale } = fitToDetector(parts[0] ?? picture, looked);
  const { found } = await lookAt(picture, { parts, scale }, second, run);
  const theirs = found.filter(({ score }) => score >= second.least);
  const moved = theirs.map(({ box, score }) => ({ box: asOwnBox(box, second.correction), score }));
  return joinOpinions(own, moved, second.joining);
}

type LookInput = Pick<DetectorManifest, 'nmsIou'> & { readonly input: Parameters<typeof fitAtScale>[1] };

async function lookAt(
  picture: Size,
  { parts, scale }: CloseLook,
  detector: LookInput,
  run: RunDetector,
): Promise<Look> {
  const tiles = await Promise.all(parts.map((part) => lookAtPart(part, scale, detector, run)));
  return { found: joinTiles(tiles, picture, detector.nmsIou), scale, parts };
}

/** Faint boxes are among them: another look may confirm them. */
async function lookAtPart(
  part: PicturePart,
  scale: number,
  { input, nmsIou }: LookInput,
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
