import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { modelVersion } from '../../../../electron/engine/vision/manifest.ts';
import { judgeArrival, type ArrivalFigures } from '../../accuracy/arrival.ts';
import { calibrate, calibrationError } from '../../accuracy/calibration.ts';
import { benchDetection } from './detection.ts';
import { framedFaces, knownFace, type FramedFace } from '../../accuracy/framed-faces.ts';
import { compare, groupAt, judgeGrouping, type GroupAccuracy } from '../../accuracy/group-accuracy.ts';
import { rankOne, type Retrieval } from '../../accuracy/retrieval.ts';
import { percent, share, table } from '../../table.ts';
import { comparePairs, verify, type Verification } from '../../accuracy/verification.ts';
import { writeCalibration } from '../../accuracy/write-calibration.ts';

/** 0.40 to 0.90 in steps of 0.01. */
const linkages = Array.from({ length: 51 }, (_, k) => (40 + k) / 100);

interface SetFigures extends Verification {
  readonly name: string;
  readonly fromOne: Retrieval;
  readonly fromThree: Retrieval;
}

export interface BenchOptions {
  /** Puts thresholds, linkage and the table of probabilities into models.json. */
  readonly write: boolean;
}

/** Detection on the hand-boxed pictures, then recognition on the labelled crops of `val`, framed by the app's own detector. */
export async function benchRecognition(modelFolder: string, { write }: BenchOptions): Promise<unknown> {
  const detection = await benchDetection(modelFolder);
  const manifest = await loadManifest(modelFolder);
  const { thresholds } = manifest.embedder;
  const faces = await framedFaces(modelFolder);
  const sets = setsOf(faces).map(([name, some]) => figuresOf(name, some, thresholds.same));
  const grouping = judgeGrouping(faces.map(knownFace), linkages);
  const best = grouping.toSorted((a, b) => b.f1 - a.f1)[0] as GroupAccuracy;
  const all = sets.at(-1) as SetFigures;
  const probability = calibrate(comparePairs(faces.map(knownFace)));
  const calibration = { ...all.calibrated, group: best.linkage, probability };
  const arrival = await judgeArrival(faces.map(knownFace), best.linkage);
  const result = {
    model: modelVersion(manifest),
    framedByDetector: faces.filter(({ box }) => box !== null).length / faces.length,
    sets,
    grouping,
    arrival,
    calibration,
    calibrationError: heldOutError(faces),
  };
  printSets(result.model, result.framedByDetector, sets);
  printGrouping(faces, grouping, thresholds.group, best.linkage);
  printArrival(arrival, best.linkage);
  printCalibration(result.calibration, result.calibrationError, thresholds);
  if (write) await writeCalibration(modelFolder, calibration);
  return { detection, ...result };
}

/** AnimeFace, games, every game by itself, and all; the faces of each. */
function setsOf(faces: readonly FramedFace[]): [string, FramedFace[]][] {
  const bySource = Map.groupBy(faces, ({ source }) => source);
  const games = [...bySource.keys()].filter((source) => source !== 'animeface_character').sort();
  return [
    ['AnimeFace', bySource.get('animeface_character') ?? []],
    ['games', games.flatMap((source) => bySource.get(source) ?? [])],
    ...games.map((source): [string, FramedFace[]] => [`· ${source}`, bySource.get(source) ?? []]),
    ['all', [...faces]],
  ];
}

function figuresOf(name: string, faces: readonly FramedFace[], same: number): SetFigures {
  const some = faces.map(knownFace);
  return { name, ...verify(some, same), fromOne: rankOne(some, 1), fromThree: rankOne(some, 3) };
}

/** Fitted on the pairs among one half of the characters, measured on those among the other, both ways. */
function heldOutError(faces: readonly FramedFace[]): number {
  const identities = [...new Set(faces.map((face) => knownFace(face).identity))].sort();
  const even = new Set(identities.filter((_, index) => index % 2 === 0));
  const [a, b] = [true, false].map((isEven) =>
    comparePairs(faces.map(knownFace).filter(({ identity }) => even.has(identity) === isEven)),
  ) as [ReturnType<typeof comparePairs>, ReturnType<typeof comparePairs>];
  return (calibrationError(calibrate(a), b) + calibrationError(calibrate(b), a)) / 2;
}

function printSets(model: string, framed: number, sets: readonly SetFigures[]): void {
  console.log(
    `\nRecognition · faces/ val, pairs across drawings · ${model} · ${percent(framed)} framed by the detector\n`,
  );
  const names = ['val', 'faces', 'characters', 'pair F1', 'P', 'R', 'at cosine', 'EER', 'TAR at FAR 1e-3'];
  const more = ['R@1 (1 sample)', 'R@1 (3 samples)', 'P at same', 'R at same'];
  const rows = sets.map(({ name, faces, identities, best, at, eer, tar, fromOne, fromThree }) => [
    name,
    ...[faces, identities].map(String),
    ...[best.f1, best.precision, best.recall, best.cosine].map(share),
    percent(eer),
    ...[tar, fromOne.rank1, fromThree.rank1, at.precision, at.recall].map(share),
  ]);
  console.log(table([[...names, ...more], ...rows]));
}

/** All faces mixed, grouped at the linkage of models.json and at the best of the sweep; then by source. */
function printGrouping(
  faces: readonly FramedFace[],
  sweep: readonly GroupAccuracy[],
  used: number,
  best: number,
): void {
  const row = (name: string, one: Omit<GroupAccuracy, 'linkage'>): string[] => [
    name,
    ...[one.f1, one.precision, one.recall, one.ari].map(share),
    String(one.groups),
    String(one.identities),
  ];
  const groups = groupAt(faces.map(knownFace), used);
  const bySet = setsOf(faces).map(([name, some]) => {
    const inSet = new Set(some);
    const chosen = faces.flatMap((face, index) => (inSet.has(face) ? [index] : []));
    const truth = chosen.map((index) => knownFace(faces[index] as FramedFace).identity);
    return row(
      name,
      compare(
        truth,
        chosen.map((index) => groups[index] as number),
      ),
    );
  });
  const atBest = sweep.find(({ linkage }) => linkage === best) as GroupAccuracy;
  console.log(
    `\nGroups of all of them mixed, at linkage ${share(used)} of models.json; best of the sweep: ${share(best)}\n`,
  );
  const names = ['val', 'B³ F1', 'P', 'R', 'ARI', 'groups', 'characters'];
  console.log(table([names, ...bySet, row(`all, at ${share(best)}`, atBest)]));
}

function printArrival({ atOnce, growing, alike, alikeInOrders }: ArrivalFigures, linkage: number): void {
  console.log(`\nThe same in the engine, in three random orders, at ${share(linkage)}\n`);
  const row = (name: string, { f1, ari }: ArrivalFigures['atOnce']): string[] => [name, share(f1), share(ari)];
  const names = ['faces come', 'B³ F1', 'ARI'];
  console.log(table([names, row('all at once', atOnce), row('25 at a time', growing)]));
  console.log(`\nARI between the two ${share(alike)}; between two orders of all at once ${share(alikeInOrders)}`);
}

interface Calibration {
  readonly same: number;
  readonly maybe: number;
  readonly group: number;
  readonly probability: readonly (readonly [number, number])[];
}

function printCalibration(fitted: Calibration, error: number, used: Omit<Calibration, 'probability'>): void {
  console.log(
    `\nCalibration on all of them; error on held-out characters ${share(error)} (\`--write\` puts it into models.json)\n`,
  );
  const names = ['', 'same (P ≥ .95)', 'maybe (R ≥ .95)', 'group'];
  const row = (name: string, { same, maybe, group }: Omit<Calibration, 'probability'>) => [
    name,
    ...[same, maybe, group].map(share),
  ];
  console.log(table([names, row('models.json', used), row('fitted', fitted)]));
  console.log('');
  const shown = fitted.probability.filter(([, probability]) => probability > 0.001);
  console.log(
    table([
      ['cosine', ...shown.map(([cosine]) => share(cosine))],
      ['probability', ...shown.map(([, p]) => share(p))],
    ]),
  );
}
