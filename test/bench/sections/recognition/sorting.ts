import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { placeFaces } from '../../../../electron/engine/edits/sample-placing.ts';
import {
  sampleModelFrom,
  sampleProbability,
  suggestedFrom,
  sureFrom,
  type SampleEvidence,
  type SampleModel,
} from '../../../../electron/engine/similarity/sample-odds.ts';
import { lowestBorder } from '../../../../electron/engine/similarity/find-nearest.ts';
import { framedFaces, knownFace } from '../../accuracy/framed-faces.ts';
import { fitLogistic } from '../../fit/logistic.ts';
import {
  drawSamples,
  sortLibrary,
  type SortedFace,
  type SortedLibrary,
  type SortingBounds,
  type SortingTrial,
} from '../../accuracy/sorting-trial.ts';
import type { KnownFace } from '../../accuracy/verification.ts';
import { writeEmbedder } from '../../accuracy/write-calibration.ts';
import { share, table } from '../../table.ts';
import type { BenchOptions } from './recognition.ts';

/** Precision and recall of what is surely named, and with what is suggested. */
interface SortingFigures {
  readonly sure: Rates;
  readonly offered: Rates;
}

interface Rates {
  readonly precision: number;
  readonly recall: number;
}

/** What one trial says, by two ways to judge. */
interface Outcome {
  readonly source: string;
  readonly trial: SortingTrial;
  /** Faces of characters that samples were given of. */
  readonly findable: number;
  readonly sorted: readonly SortedFace[];
}

const seeds = [1, 2];
const mixed = [1, 3].flatMap((samples) =>
  [1, 0.5].flatMap((sampled) => seeds.map((seed): SortingTrial => ({ samples, sampled, seed }))),
);
/** A few samples for a large library: judged with next to nothing to compare with. */
const few = [1, 3].flatMap((samples) => [4, 5].map((seed): SortingTrial => ({ samples, sampled: 0.1, seed })));
const alone = [1, 3].map((samples): SortingTrial => ({ samples, sampled: 1, seed: 1 }));

/**
 * Sorting a library by samples. All characters of val in one library, and each source as a library of its own; how sure a
 * face is comes from a fit without any face of its source. `write`: the fit to all of them goes into models.json.
 */
export async function benchSorting(modelFolder: string, { write }: BenchOptions): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const { thresholds } = embedder;
  const bounds = { linkage: thresholds.group, floor: lowestBorder(thresholds), same: thresholds.same };
  const faces = (await framedFaces(modelFolder)).map(knownFace);
  const bySource = [...Map.groupBy(faces, sourceOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const outcomes: Outcome[] = [];
  for (const trial of [...mixed, ...few]) outcomes.push(await outcomeOf('all', faces, trial, bounds));
  for (const [source, own] of bySource) {
    for (const trial of alone) outcomes.push(await outcomeOf(source, own, trial, bounds));
  }
  const all = outcomes.flatMap(({ sorted }) => sorted);
  const apart = new Map(
    bySource.map(([source]) => [source, fitSorting(all.filter(({ face }) => sourceOf(face) !== source))]),
  );
  const model = fitSorting(all);
  const used = embedder.sorting ?? sampleModelFrom(thresholds);
  const heldOut = (one: SortedFace): number => sampleProbability(apart.get(sourceOf(one.face)) ?? model, one.evidence);
  const shipped = (one: SortedFace): number => sampleProbability(used, one.evidence);
  print('each face by a fit without its source', outcomes, heldOut);
  print('as models.json has it', outcomes, shipped);
  const promises = promisesOf(outcomes, heldOut);
  printPromises(promises);
  const inGroups = await afterGrouping(faces, bounds, used);
  console.log(
    `\nAfter grouping around them, one sample each, models.json: sure ${rates(inGroups.sure)}, with suggestions ${rates(inGroups.offered)}`,
  );
  console.log(`\nFitted: ${JSON.stringify(model)}${write ? '' : ' (`--write` puts it into models.json)'}`);
  if (write) await writeEmbedder(modelFolder, { sorting: model });
  return {
    outcomes: outcomes.map((one) => ({
      ...one,
      sorted: undefined,
      heldOut: figuresOf([one], heldOut),
      shipped: figuresOf([one], shipped),
    })),
    promises,
    inGroups,
    model,
  };
}

async function outcomeOf(
  source: string,
  faces: readonly KnownFace[],
  trial: SortingTrial,
  bounds: SortingBounds,
): Promise<Outcome> {
  const drawn = drawSamples(faces, trial);
  const { library, sorted } = await sortLibrary(drawn, bounds);
  await library[Symbol.asyncDispose]();
  return { source, trial, findable: findableIn(drawn), sorted };
}

function findableIn({ faces, samples }: Pick<SortedLibrary, 'faces' | 'samples'>): number {
  return faces.filter(({ identity }) => samples.has(identity)).length;
}

export function fitSorting(sorted: readonly SortedFace[]): SampleModel {
  const observed = sorted.map(({ evidence: { likeness, lead, crowd, reach }, isRight }) => {
    return { features: [likeness, lead, crowd, reach], isSo: isRight };
  });
  const [intercept = 0, likeness = 0, lead = 0, crowd = 0, reach = 0] = fitLogistic(observed).map((value) =>
    Number(value.toFixed(3)),
  );
  return { intercept, likeness, lead, crowd, reach };
}

type Judge = (one: SortedFace) => number;

function figuresOf(outcomes: readonly Outcome[], judge: Judge): SortingFigures {
  const all = outcomes.flatMap(({ sorted }) => sorted.map((one) => ({ p: judge(one), isRight: one.isRight })));
  const findable = outcomes.reduce((sum, one) => sum + one.findable, 0);
  const from = (least: number): Rates => {
    const taken = all.filter(({ p }) => p >= least);
    const right = taken.filter(({ isRight }) => isRight).length;
    return { precision: taken.length > 0 ? right / taken.length : 1, recall: right / findable };
  };
  return { sure: from(sureFrom), offered: from(suggestedFrom) };
}

function print(title: string, outcomes: readonly Outcome[], judge: Judge): void {
  console.log(`\nSorting by samples on val, ${title}\n`);
  const head = ['library', 'samples', 'sampled', 'findable', 'sure P', 'R', 'with suggestions P', 'R'];
  const groups = Map.groupBy(outcomes, ({ source, trial }) => `${source}\t${trial.samples}\t${trial.sampled}`);
  const rows = [...groups].map(([key, some]) => {
    const { sure, offered } = figuresOf(some, judge);
    const findable = some.reduce((sum, one) => sum + one.findable, 0) / some.length;
    const cells = [sure.precision, sure.recall, offered.precision, offered.recall].map(share);
    return [...key.split('\t'), String(Math.round(findable)), ...cells];
  });
  console.log(table([head, ...rows]));
}

interface Promised {
  readonly from: number;
  readonly faces: number;
  readonly said: number;
  readonly right: number;
}

/** Of the mixed libraries: what was said of faces, and how many were right. */
function promisesOf(outcomes: readonly Outcome[], judge: Judge): Promised[] {
  const all = outcomes
    .filter(({ source }) => source === 'all')
    .flatMap(({ sorted }) => sorted.map((one) => ({ p: judge(one), isRight: one.isRight })));
  return [0, 0.25, suggestedFrom, 0.7, sureFrom, 0.95].map((from, k, borders) => {
    const some = all.filter(({ p }) => p >= from && p < (borders[k + 1] ?? 2));
    const mean = (of: (one: { p: number; isRight: boolean }) => number): number =>
      some.reduce((sum, one) => sum + of(one), 0) / Math.max(1, some.length);
    return { from, faces: some.length, said: mean(({ p }) => p), right: mean(({ isRight }) => Number(isRight)) };
  });
}

function printPromises(promises: readonly Promised[]): void {
  console.log('\nWhat was said of a face of the mixed libraries, and how often it was right\n');
  const rows = promises.map(({ from, faces, said, right }) => [share(from), String(faces), share(said), share(right)]);
  console.log(table([['from', 'faces', 'said', 'right'], ...rows]));
}

/** What the library holds after the plan was applied and everything was grouped around it. */
async function afterGrouping(
  faces: readonly KnownFace[],
  bounds: SortingBounds,
  model: SampleModel,
): Promise<SortingFigures> {
  const drawn = drawSamples(faces, { samples: 1, sampled: 1, seed: 1 });
  const { library, odds, idOf } = await sortLibrary(drawn, bounds);
  const probability = (evidence: SampleEvidence<string>): number => sampleProbability(model, evidence);
  const placed = await placeFaces(odds, { probability, pictureOf: () => undefined, least: suggestedFrom });
  const names = new Map<number, string>();
  const sure = new Set<number>();
  for (const [name, some] of placed) {
    const character = library.characters.insert({ name, confirmed: true });
    names.set(character, name);
    const certain = some.filter(({ probability: p }) => p >= sureFrom).map(({ face }) => face);
    for (const face of certain) sure.add(face);
    library.facts.confirm(certain, character);
    library.facts.suggest(
      some.filter(({ face }) => !sure.has(face)).map(({ face }) => face),
      character,
    );
  }
  library.grouping.invalidate();
  while (library.grouping.stale) await library.grouping.regroup();
  const where = library.groups();
  await library[Symbol.asyncDispose]();
  const findable = findableIn(drawn);
  const from = (counts: (id: number) => boolean): Rates => {
    const taken = drawn.faces.flatMap((face) => {
      const id = idOf.get(face);
      const name = id === undefined ? undefined : names.get(where.get(id) ?? -1);
      return id !== undefined && name !== undefined && counts(id) ? [name === face.identity] : [];
    });
    const right = taken.filter(Boolean).length;
    return { precision: right / Math.max(1, taken.length), recall: right / findable };
  };
  return { sure: from((id) => sure.has(id)), offered: from(() => true) };
}

function rates({ precision, recall }: Rates): string {
  return `P ${share(precision)} R ${share(recall)}`;
}

function sourceOf({ identity }: KnownFace): string {
  return identity.split('/', 1)[0] as string;
}
