import type { Box } from '../../../../electron/contract/geometry.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { scaleBox, type ScoredBox } from '../../../../electron/engine/vision/boxes.ts';
import { decodePicture } from '../../../../electron/engine/pictures/decode.ts';
import { openWithThreshold } from '../../engine/bench-models.ts';
import { openCascade } from '../../peers/cascade.ts';
import {
  accuracy,
  averagePrecision,
  bestF1,
  bestRecall,
  reliability,
  type Checked,
  type Reliability,
} from '../../accuracy/match-boxes.ts';
import { cropsWithoutFace, type NoFace } from '../../accuracy/no-face.ts';
import { accuracyByHand, detectRestyled, type Restyled } from '../../accuracy/restyled.ts';
import { kept } from '../../cache.ts';
import { readHandBoxes, readPictures, type HandBox } from '../../shared-data.ts';
import { percent, share, table } from '../../table.ts';

const lowest = 0.05;
const painted = 'hok_skins';
const wantedPrecision = 0.94;
/** Of the bands in which scores are compared with how often they are right. */
const borders = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95] as const;

interface Checks {
  readonly path: string;
  readonly source: string;
  readonly ours: Checked;
  readonly cascade: Checked;
  /** Of ours, in pixels of the picture. */
  readonly restyled: Restyled;
}

/**
 * Detection on the hand-boxed pictures, ours as the app has it beside lbpcascade_animeface, and how many labelled head crops are left
 * without a face.
 */
export async function benchDetection(modelFolder: string): Promise<unknown> {
  const { detector } = await loadManifest(modelFolder);
  const checks = await kept('scenes-restyled', modelFolder, () => checkPictures(modelFolder));
  const ours = checks.map((check) => check.ours);
  const cascade = checks.map((check) => check.cascade);
  const bySource = Map.groupBy(checks, ({ source }) => source);
  const byStyle = Map.groupBy(checks, ({ source }) => (source === painted ? 'paintings' : 'game art'));
  const ofPart = ([name, some]: [string, Checks[]]): Part => {
    const found = some.map((check) => check.ours);
    return { name, ap50: averagePrecision(found, 0.5), ...accuracy(found, 0.5, detector.scoreThreshold) };
  };
  const ofStyle = ([name, some]: [string, Checks[]]): Style => {
    const found = some.map((check) => check.ours);
    return { ...ofPart([name, some]), bands: reliability(found, 0.5, borders) };
  };
  const handsOf = ([name, some]: [string, Checks[]]): Part[] => {
    const pictures = some.map(({ ours: { truth }, restyled }) => ({ truth, restyled }));
    const hands = accuracyByHand(pictures, 0.5, detector.scoreThreshold);
    return hands.map((hand) => ({ ...hand, name: `${name}, ${hand.name}` }));
  };
  const result: Result = {
    model: detector.version,
    threshold: detector.scoreThreshold,
    pictures: checks.length,
    iou50: accuracy(ours, 0.5, detector.scoreThreshold),
    ap50: averagePrecision(ours, 0.5),
    iou30: accuracy(ours, 0.3, detector.scoreThreshold),
    cascade30: accuracy(cascade, 0.3),
    cascade50: accuracy(cascade, 0.5),
    bestF1: bestF1(ours, 0.5),
    bestAtPrecision: bestRecall(ours, 0.5, wantedPrecision),
    byStyle: [...byStyle].map(ofStyle),
    bySource: [...bySource].sort().map(ofPart),
    byHand: [...byStyle].flatMap(handsOf),
    noFace: await cropsWithoutFace(modelFolder),
  };
  print(result);
  return { ...result, checks };
}

async function checkPictures(modelFolder: string): Promise<Checks[]> {
  await using models = await openWithThreshold(modelFolder, lowest);
  const truth = await readHandBoxes();
  const cascade = await openCascade();
  const checks: Checks[] = [];
  for await (const { path, bytes } of readPictures('scenes', (name) => truth.has(name))) {
    const { image, scale, width, height } = await decodePicture(bytes);
    const boxes = (truth.get(path) ?? []).map((hand) => inPixels(hand, width, height));
    const found = await models.detect(image);
    const seen = cascade.detect(image).map((box) => ({ box: scaleBox(box, 1 / scale), score: 1 }));
    const inPicture = ({ box, score }: ScoredBox) => ({ box: scaleBox(box, 1 / scale), score });
    const ours = found.map(inPicture);
    const restyled = Object.entries(await detectRestyled(models, image)).map(
      ([hand, boxes]) => [hand, boxes.map(inPicture)] as const,
    );
    checks.push({
      path,
      source: path.split('/')[0] ?? '',
      ours: { truth: boxes, found: ours },
      cascade: { truth: boxes, found: seen },
      restyled: Object.fromEntries(restyled),
    });
  }
  if (checks.length !== truth.size)
    throw new Error(`${truth.size - checks.length} hand-boxed pictures are not in the tars`);
  return checks;
}

function inPixels({ box, ignore }: HandBox, width: number, height: number): { box: Box; ignore: boolean } {
  const [x, y, w, h] = box;
  return { box: [x * width, y * height, w * width, h * height], ignore };
}

type Accuracy = ReturnType<typeof accuracy>;

interface Part extends Accuracy {
  readonly name: string;
  readonly ap50: number;
}

interface Style extends Part {
  readonly bands: readonly Reliability[];
}

interface Result {
  readonly model: string;
  readonly threshold: number;
  readonly pictures: number;
  readonly iou50: Accuracy;
  readonly ap50: number;
  readonly iou30: Accuracy;
  readonly cascade30: Accuracy;
  readonly cascade50: Accuracy;
  readonly bestF1: ReturnType<typeof bestF1>;
  readonly bestAtPrecision: ReturnType<typeof bestRecall>;
  readonly byStyle: readonly Style[];
  readonly bySource: readonly Part[];
  /** Pictures turned into other hands by script. */
  readonly byHand: readonly Part[];
  readonly noFace: readonly NoFace[];
}

function print(result: Result): void {
  console.log(`\nDetection · ${result.pictures} hand-boxed pictures · ${result.model}\n`);
  const ours = `ours, score ≥ ${share(result.threshold)}`;
  const at = (threshold: number | undefined): string => `score ≥ ${share(threshold ?? 1)}`;
  const rows = [
    ['', 'P', 'R', 'F1', 'AP50', 'right', 'wrong', 'missed'],
    row(`${ours}, IoU .5`, result.iou50, result.ap50),
    ...[...result.byStyle, ...result.bySource, ...result.byHand].map((one) => row(`· ${one.name}`, one, one.ap50)),
    ...(result.bestF1 ? [row(`best F1: ${at(result.bestF1.threshold)}`, result.bestF1)] : []),
    ...(result.bestAtPrecision
      ? [
          row(
            `best R at P ≥ ${share(wantedPrecision)}: ${at(result.bestAtPrecision.threshold)}`,
            result.bestAtPrecision,
          ),
        ]
      : []),
    row(`${ours}, IoU .3`, result.iou30),
    row('lbpcascade_animeface, IoU .3', result.cascade30),
    row('lbpcascade_animeface, IoU .5', result.cascade50),
  ];
  console.log(table(rows));
  console.log(`\nWhat a score says, and how often it is right at IoU .5 (boxes)\n`);
  const bands = borders.map((from, at) => [
    `from ${share(from)}`,
    ...result.byStyle.map((style) => reliabilityOf(style.bands[at])),
  ]);
  console.log(table([['', ...result.byStyle.map(({ name }) => name)], ...bands]));
  console.log(`\nNo face found in labelled head crops, as the app looks\n`);
  const shares = result.noFace.map(({ name, crops, share: part }) => [name, String(crops), percent(part)]);
  console.log(table([['', 'crops', 'no face'], ...shares]));
}

function reliabilityOf(band: Reliability | undefined): string {
  return band && band.boxes > 0 ? `${share(band.said)}: ${share(band.right)} (${band.boxes})` : '';
}

function row(name: string, { precision, recall, f1, right, wrong, missed }: Accuracy, ap50?: number): string[] {
  const area = ap50 === undefined ? '' : share(ap50);
  return [name, ...[precision, recall, f1].map(share), area, ...[right, wrong, missed].map(String)];
}
