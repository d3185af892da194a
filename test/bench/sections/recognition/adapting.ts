import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import {
  shifted,
  shiftOf,
  shiftThresholds,
  type Answered,
  type Calibration,
} from '../../../../electron/engine/similarity/calibration.ts';
import { centreOf } from '../../../../electron/engine/vectors/centre.ts';
import { probabilityOf, tableFromThresholds } from '../../../../electron/engine/similarity/probability.ts';
import type { PairCosines } from '../../accuracy/calibration.ts';
import { framedFaces } from '../../accuracy/framed-faces.ts';
import { ReviewOracle } from '../../accuracy/review-oracle.ts';
import { random, unit } from '../../../support/vectors.ts';
import { share, table } from '../../table.ts';
import { comparePairs, type KnownFace } from '../../accuracy/verification.ts';

const answered = [25, 100, 200];
/** Each source is halved so often; both halves are answered, and the other one held out. */
const rounds = 6;
/** So many answers are wrong in the runs of an artist who errs. */
const slips = 0.1;
/** A source with fewer characters is halved by drawings. */
const fewestIdentities = 4;
const finest = 1e-5;
/** How much of one direction is added to every vector where a source is to look like one hand drew it. */
const blend = 0.35;

/** A library with its answers, in the order they were given, and what was held out. */
interface Trial {
  readonly source: string;
  readonly answers: readonly Answered[];
  readonly heldOut: PairCosines;
}

/** Pairs of held-out faces: `same` as a threshold, and the log loss of probabilities for each pair of one character. */
interface Figures {
  readonly same: number;
  readonly precision: number;
  readonly recall: number;
  readonly maybeRecall: number;
  readonly loss: number;
}

/**
 * Does a library's own calibration do better? Every source of val is a library: an oracle answers "same character?" on half of
 * its characters, pairs of the other half tell what the thresholds are worth, beside the model's.
 */
export async function benchAdapting(modelFolder: string): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const model = {
    thresholds: embedder.thresholds,
    table: embedder.probability ?? tableFromThresholds(embedder.thresholds),
  };
  const faces = await framedFaces(modelFolder);
  const sources = [...Map.groupBy(faces, ({ source }) => source)];
  console.log(
    `\nThresholds that learn from answers, on held-out pairs of val; each source a library, ${rounds * 2} halves\n`,
  );
  const drawn = runsOf(model, trialsOf(sources, embedder.thresholds.group));
  print(drawn);
  console.log('\nThe same, where all faces of a library are more alike than the model expects\n');
  const alike = sources.map(([source, some]) => [source, moreAlike(some)] as const);
  const uniform = runsOf(model, trialsOf(alike, embedder.thresholds.group));
  print(uniform);
  return { drawn: toObject(drawn), uniform: toObject(uniform) };
}

type Runs = readonly (readonly [name: string, figures: ReadonlyMap<string, Figures>])[];

function runsOf(model: Calibration, trials: readonly Trial[]): Runs {
  const most = Math.max(...answered);
  return [
    ['none', figuresOf(trials, model, 0, (answers) => answers)],
    ...answered.map((count) => [String(count), figuresOf(trials, model, count, (answers) => answers)] as const),
    [`${most}, one of ${1 / slips} wrong`, figuresOf(trials, model, most, errIn)],
  ];
}

function toObject(runs: Runs): Record<string, unknown> {
  return Object.fromEntries(runs.map(([name, figures]) => [name, Object.fromEntries(figures)]));
}

function trialsOf(sources: readonly (readonly [string, readonly KnownFace[]])[], linkage: number): Trial[] {
  return sources.flatMap(([source, all]) =>
    Array.from({ length: rounds }, (_, round) => halvesOf(all, random(round + 1))).flatMap(([one, other]) => [
      trialOf(source, one, other, linkage),
      trialOf(source, other, one, linkage),
    ]),
  );
}

/** As if one hand had drawn all of them: the mean of all vectors is added to each. */
function moreAlike(faces: readonly KnownFace[]): KnownFace[] {
  const dimensions = faces[0]?.vector.length ?? 0;
  const centre = centreOf(
    faces.map(({ vector }) => vector),
    dimensions,
  );
  return faces.map((face) => {
    const vector = unit(Array.from(face.vector, (value, k) => value + blend * (centre?.[k] ?? 0)));
    return { ...face, vector };
  });
}

function halvesOf<Face extends KnownFace>(faces: readonly Face[], next: () => number): [Face[], Face[]] {
  const byIdentity = new Set(faces.map(({ identity }) => identity)).size >= fewestIdentities;
  const keyOf = ({ identity, drawing }: Face): string => (byIdentity ? identity : `${identity}/${drawing}`);
  const keys = [...new Set(faces.map(keyOf))].map((key) => [key, next()] as const);
  const first = new Set(
    keys
      .sort(([, a], [, b]) => a - b)
      .slice(0, Math.ceil(keys.length / 2))
      .map(([key]) => key),
  );
  return [faces.filter((face) => first.has(keyOf(face))), faces.filter((face) => !first.has(keyOf(face)))];
}

function trialOf(source: string, faces: readonly KnownFace[], heldOut: readonly KnownFace[], linkage: number): Trial {
  const oracle = new ReviewOracle(faces, linkage);
  const answers: Answered[] = [];
  while (answers.length < Math.max(...answered)) {
    const [question] = oracle.questions(1);
    if (!question) break;
    const [a, b] = [question.leftShown[0] as number, question.rightShown[0] as number];
    answers.push({ expected: question.probability, isSame: faces[a]?.identity === faces[b]?.identity });
    oracle.answer(question);
  }
  return { source, answers, heldOut: comparePairs(heldOut) };
}

function errIn(answers: readonly Answered[]): Answered[] {
  const next = random(7);
  return answers.map(({ expected, isSame }) => ({ expected, isSame: next() < slips ? !isSame : isSame }));
}

type Change = (answers: readonly Answered[]) => readonly Answered[];

/** By source, after so many answers. */
function figuresOf(trials: readonly Trial[], model: Calibration, count: number, change: Change): Map<string, Figures> {
  return new Map(
    [...Map.groupBy(trials, ({ source }) => source)].map(([source, some]) => {
      const judged = some.map(({ answers, heldOut }) =>
        judge(heldOut, model, shiftOf(change(answers.slice(0, count)))),
      );
      const sum = (of: (one: Judgement) => number): number => judged.reduce((total, one) => total + of(one), 0);
      const figures = {
        same: sum(({ same }) => same) / judged.length,
        precision: sum(({ right }) => right) / sum(({ right, wrong }) => right + wrong),
        recall: sum(({ right }) => right) / sum(({ pairs }) => pairs),
        maybeRecall: sum(({ maybe }) => maybe) / sum(({ pairs }) => pairs),
        loss: sum(({ loss }) => loss) / sum(({ pairs }) => pairs),
      };
      return [source, figures] as const;
    }),
  );
}

/** Counts of pairs; `loss`: sum over all. */
type Judgement = Readonly<Record<'same' | 'right' | 'wrong' | 'maybe' | 'pairs' | 'loss', number>>;

function judge({ same: ones, different: twos }: PairCosines, model: Calibration, shift: number): Judgement {
  const { same, maybe } = shiftThresholds(model, shift);
  const from = (cosines: ArrayLike<number>, border: number): number =>
    Array.from(cosines).filter((cosine) => cosine >= border).length;
  const lossOf = (cosine: number, isSame: boolean): number => {
    const probability = shifted(probabilityOf(cosine, model.table), shift);
    return -Math.log(Math.max(finest, isSame ? probability : 1 - probability));
  };
  const all = (cosines: ArrayLike<number>, isSame: boolean): number =>
    Array.from(cosines).reduce((sum, cosine) => sum + lossOf(cosine, isSame), 0);
  return {
    same,
    ...{ right: from(ones, same), wrong: from(twos, same), maybe: from(ones, maybe) },
    ...{ pairs: ones.length, loss: all(ones, true) + all(twos, false) },
  };
}

function print(runs: Runs): void {
  const columns = ['answers', 'same', 'P', 'R', 'R of maybe', 'log loss'];
  const cells = ({ same, precision, recall, maybeRecall, loss }: Figures): string[] =>
    [same, precision, recall, maybeRecall, loss].map(share);
  const sources = [...(runs[0]?.[1].keys() ?? [])];
  const rows = sources.flatMap((source) =>
    runs.flatMap(([name, figures]) => {
      const found = figures.get(source);
      return found ? [[source, name, ...cells(found)]] : [];
    }),
  );
  const means = runs.map(([name, figures]) => ['mean of sources', name, ...cells(meanOf([...figures.values()]))]);
  console.log(table([['source', ...columns], ...rows, ...means]));
}

function meanOf(figures: readonly Figures[]): Figures {
  const mean = (of: (one: Figures) => number): number =>
    figures.reduce((sum, one) => sum + of(one), 0) / figures.length;
  return {
    same: mean(({ same }) => same),
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    maybeRecall: mean(({ maybeRecall }) => maybeRecall),
    loss: mean(({ loss }) => loss),
  };
}
