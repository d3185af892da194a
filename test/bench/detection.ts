import type { Box } from '../../electron/contract/model.ts';
import { loadManifest } from '../../electron/engine/models/manifest.ts';
import { scaleBox } from '../../electron/engine/pipeline/boxes.ts';
import { decodePicture } from '../../electron/engine/pipeline/decode.ts';
import { openWithThreshold } from './bench-models.ts';
import { openCascade } from './cascade.ts';
import { accuracy, bestRecall, type Checked } from './match-boxes.ts';
import { readHandBoxes, readPictures, type HandBox } from './shared-data.ts';
import { share, table } from './table.ts';

const lowest = 0.05;
const sweep = Array.from({ length: 17 }, (_, step) => 0.1 + step * 0.05);
const wantedPrecision = 0.88;

interface Checks {
  readonly path: string;
  readonly ours: Checked;
  readonly cascade: Checked;
}

/** Detection on the hand-boxed pictures: ours at every threshold, and lbpcascade_animeface on the same pictures. */
export async function benchDetection(modelFolder: string): Promise<unknown> {
  const { detector } = await loadManifest(modelFolder);
  const checks = await checkPictures(modelFolder);
  const ours = checks.map((check) => check.ours);
  const cascade = checks.map((check) => check.cascade);
  const result = {
    model: detector.version,
    threshold: detector.scoreThreshold,
    pictures: checks.length,
    iou50: accuracy(ours, 0.5, detector.scoreThreshold),
    iou30: accuracy(ours, 0.3, detector.scoreThreshold),
    cascade30: accuracy(cascade, 0.3),
    cascade50: accuracy(cascade, 0.5),
    bestAtPrecision: bestRecall(ours, 0.5, wantedPrecision),
    sweep: sweep.map((threshold) => ({ threshold, ...accuracy(ours, 0.5, threshold) })),
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
    const ours = found.map(({ box, score }) => ({ box: scaleBox(box, 1 / scale), score }));
    checks.push({ path, ours: { truth: boxes, found: ours }, cascade: { truth: boxes, found: seen } });
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

function row(name: string, { precision, recall, f1, right, wrong, missed }: Accuracy): string[] {
  return [name, share(precision), share(recall), share(f1), ...[right, wrong, missed].map(String)];
}

interface Result {
  readonly model: string;
  readonly threshold: number;
  readonly pictures: number;
  readonly iou50: Accuracy;
  readonly iou30: Accuracy;
  readonly cascade30: Accuracy;
  readonly cascade50: Accuracy;
  readonly bestAtPrecision: ReturnType<typeof bestRecall>;
  readonly sweep: readonly ({ threshold: number } & Accuracy)[];
}

function print(result: Result): void {
  console.log(`\nDetection · ${result.pictures} hand-boxed pictures · ${result.model} at score ${result.threshold}`);
  const rows = [
    ['', 'precision', 'recall', 'F1', 'right', 'wrong', 'missed'],
    row('ours, IoU .5', result.iou50),
    row('ours, IoU .3', result.iou30),
    row('lbpcascade_animeface, IoU .3', result.cascade30),
    row('lbpcascade_animeface, IoU .5', result.cascade50),
    ...(result.bestAtPrecision ? [row(bestName(result.bestAtPrecision.threshold), result.bestAtPrecision)] : []),
    ...result.sweep.map((step) => row(`  ours, IoU .5, score ${share(step.threshold)}`, step)),
  ];
  console.log(table(rows));
}

function bestName(threshold: number): string {
  return `ours, IoU .5, best recall at precision ≥ ${share(wantedPrecision)}: score ${share(threshold)}`;
}
