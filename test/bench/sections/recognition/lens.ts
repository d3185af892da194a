import { linkageThrough, type Lens, type LinkageModel } from '../../../../electron/engine/adaptation/lens.ts';
import { linkageRise } from '../../../../electron/engine/adaptation/linkage.ts';
import { sameFrom, type CrowdingModel } from '../../../../electron/engine/adaptation/promise.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import {
  sampleProbability,
  suggestedFrom,
  sureFrom,
  type SampleModel,
} from '../../../../electron/engine/similarity/sample-odds.ts';
import { lowestBorder } from '../../../../electron/engine/similarity/find-nearest.ts';
import type { ModelManifest } from '../../../../electron/engine/vision/manifest.ts';
import { calibrate } from '../../accuracy/calibration.ts';
import { compare, groupsAround } from '../../accuracy/group-accuracy.ts';
import { isApart, judgedLibraries, type Judged } from '../../accuracy/judged-libraries.ts';
import { fitLine } from '../../fit/least-squares.ts';
import { libraryPairs, type LibraryPairs } from '../../accuracy/library-pairs.ts';
import { lensFor, seenThrough } from '../../accuracy/seen-library.ts';
import { drawSamples, sortLibrary, type SortedFace } from '../../accuracy/sorting-trial.ts';
import { comparePairs, verify, type KnownFace } from '../../accuracy/verification.ts';
import { writeEmbedder } from '../../accuracy/write-calibration.ts';
import { share, table } from '../../table.ts';
import { bestOf } from './linkage.ts';
import { fitCrowding, ratesFrom, type Rates } from './promises.ts';
import type { BenchOptions } from './recognition.ts';
import { fitSorting } from './sorting.ts';

type Embedder = ModelManifest['embedder'];
type Grouped = ReturnType<typeof compare>;
type Way = 'plain' | 'lens';
const ways: readonly Way[] = ['plain', 'lens'];

/** Linkages that are tried through a lens. */
const linkages = Array.from({ length: 26 }, (_, k) => 0.3 + k * 0.02);
/** About as many groups as a usual library has: the slope is held back around it. */
const usual = Math.log(60);
const ridge = 0.02;

interface Library extends Judged {
  readonly lens: Lens;
  readonly pairs: Readonly<Record<Way, LibraryPairs>>;
  /** At the linkage of models.json and its rise. */
  readonly plain: Grouped;
  /** At each of `linkages`. */
  readonly seen: readonly Grouped[];
  /** By one sample and by three: the evidence of each face, and how many could be found. */
  readonly sorted: Readonly<Record<Way, readonly SortedFace[]>>;
  readonly findable: number;
  readonly known: readonly KnownFace[];
}

/**
 * What looking at a library through its lens brings: groups, the band "same", sorting by samples; each judged by fits without its source
 * (of a mixed one, without the mixed ones of its split). `write`: fits to all of them go into models.json.
 */
export async function benchLens(modelFolder: string, { write }: BenchOptions): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const libraries: Library[] = [];
  for (const judged of await judgedLibraries(modelFolder, embedder.version)) {
    const library = await judge(judged, embedder);
    if (library) libraries.push(library);
  }
  const figures = libraries.map((library) => {
    const others = libraries.filter((other) => isApart(library, other));
    return { name: library.name, isMixed: library.isMixed, faces: library.known.length, ...outcomeOf(library, others) };
  });
  print(figures);
  const fitted = fitAll(libraries);
  console.log(`\nFitted: ${JSON.stringify(fitted)}${write ? '' : ' (`--write` puts it into models.json)'}`);
  if (write) await writeEmbedder(modelFolder, { throughLens: fitted });
  return { figures, fitted };
}

async function judge(judged: Judged, embedder: Embedder): Promise<Library | null> {
  const { known } = judged;
  const { group } = embedder.thresholds;
  const lens = lensFor(known, embedder);
  if (!lens) return null;
  const seen = seenThrough(lens, known);
  const [plain, through] = [libraryPairs(known, group), libraryPairs(seen, lowest)];
  if (!plain || !through) return null;
  const truth = known.map(({ identity }) => identity);
  const fixed = new Int32Array(truth.length).fill(-1);
  const rise = embedder.rise ? linkageRise(plain.facts, embedder.rise) : 0;
  const at = groupsAround(seen, lowest);
  return {
    ...judged,
    lens,
    pairs: { plain, lens: through },
    plain: compare(truth, [...groupsAround(known, group)({ fixed }, group + rise)]),
    seen: linkages.map((linkage) => compare(truth, [...at({ fixed }, linkage)])),
    ...(await sortBothWays(known, embedder)),
  };
}

const lowest = linkages[0] as number;
const trials = [1, 3].map((samples) => ({ samples, sampled: 1, seed: 1 }));
/** What cosines mean through a lens before anything is fitted: where the evidence of a face begins. */
const seenBounds = { linkage: 0.58, floor: 0.137, same: 0.736 };

async function sortBothWays(known: readonly KnownFace[], embedder: Embedder) {
  const sorted: Record<Way, SortedFace[]> = { plain: [], lens: [] };
  let findable = 0;
  const { thresholds } = embedder;
  const bounds = { linkage: thresholds.group, floor: lowestBorder(thresholds), same: thresholds.same };
  for (const trial of trials) {
    const drawn = drawSamples(known, trial);
    const lens = lensFor(drawn.faces, embedder);
    if (!lens) continue;
    findable += drawn.faces.filter(({ identity }) => drawn.samples.has(identity)).length;
    sorted.plain.push(...(await sortedFaces(drawn, bounds)));
    const seen = (vectors: readonly Float32Array[]): Float32Array[] =>
      seenThrough(
        lens,
        vectors.map((vector) => ({ identity: '', drawing: '', vector })),
      ).map(({ vector }) => vector);
    const samples = new Map([...drawn.samples].map(([name, vectors]) => [name, seen(vectors)]));
    sorted.lens.push(...(await sortedFaces({ faces: seenThrough(lens, drawn.faces), samples }, seenBounds)));
  }
  return { sorted, findable };
}

async function sortedFaces(...[drawn, bounds]: Parameters<typeof sortLibrary>): Promise<readonly SortedFace[]> {
  const { library, sorted } = await sortLibrary(drawn, bounds);
  await library[Symbol.asyncDispose]();
  return sorted;
}

function outcomeOf(library: Library, others: readonly Library[]) {
  const linkage = linkageThrough(library.lens, fitLinkage(others));
  const seen = library.seen[nearestLinkage(linkage)] as Grouped;
  const promised = (way: Way) => promisedBy(library.pairs[way], fitCrowding(others.map(({ pairs }) => pairs[way])));
  const sorting = (way: Way) => sortedBy(library, way, fitSorting(others.flatMap(({ sorted }) => sorted[way])));
  return {
    grouped: { plain: library.plain, lens: seen },
    linkage,
    promised: { plain: promised('plain'), lens: promised('lens') },
    sorting: { plain: sorting('plain'), lens: sorting('lens') },
  };
}

function fitLinkage(libraries: readonly Library[]): LinkageModel {
  const measured = libraries.map(({ lens, seen }) => {
    return { features: [Math.log(lens.groups) - usual], value: linkages[bestOf(seen)] as number };
  });
  const [middle = 0, groups = 0] = fitLine(measured, ridge);
  const rounded = (value: number): number => Number(value.toFixed(3));
  return { intercept: rounded(middle - groups * usual), groups: rounded(groups) };
}

function nearestLinkage(wanted: number): number {
  const distances = linkages.map((linkage) => Math.abs(linkage - wanted));
  return distances.indexOf(Math.min(...distances));
}

function promisedBy(pairs: LibraryPairs, model: CrowdingModel): Rates {
  return ratesFrom(pairs, sameFrom(pairs.facts, model) ?? 1);
}

function sortedBy({ sorted, findable }: Library, way: Way, model: SampleModel): { sure: Rates; offered: Rates } {
  const judged = sorted[way].map(({ evidence, isRight }) => ({ p: sampleProbability(model, evidence), isRight }));
  const from = (least: number): Rates => {
    const taken = judged.filter(({ p }) => p >= least);
    const right = taken.filter(({ isRight }) => isRight).length;
    return { precision: taken.length > 0 ? right / taken.length : 1, recall: findable > 0 ? right / findable : 0 };
  };
  return { sure: from(sureFrom), offered: from(suggestedFrom) };
}

function fitAll(libraries: readonly Library[]) {
  const mixed = libraries.filter(({ isMixed }) => isMixed);
  const largest = mixed.filter(({ of, known }) =>
    mixed.every((other) => other.of !== of || other.known.length <= known.length),
  );
  const seen = largest.map(({ lens, known }) => seenThrough(lens, known));
  const borders = seen.map((known) => verify(known, 1).calibrated);
  const mean = (of: (one: { same: number; maybe: number }) => number): number =>
    Number((borders.reduce((sum, one) => sum + of(one), 0) / borders.length).toFixed(3));
  const pairs = seen.map((known) => comparePairs(known));
  const pooled = {
    same: pairs.flatMap(({ same }) => [...same]),
    different: pairs.flatMap(({ different }) => [...different]),
  };
  return {
    thresholds: { same: mean(({ same }) => same), maybe: mean(({ maybe }) => maybe) },
    probability: calibrate(pooled),
    crowding: fitCrowding(libraries.map((library) => library.pairs.lens)),
    sorting: fitSorting(libraries.flatMap(({ sorted }) => sorted.lens)),
    linkage: fitLinkage(libraries),
  };
}

type Figures = ReturnType<typeof outcomeOf> & {
  readonly name: string;
  readonly isMixed: boolean;
  readonly faces: number;
};

function print(figures: readonly Figures[]): void {
  console.log('\nLibraries as they are, and through their lens (B³; band "same"; sorting: sure, with suggestions)\n');
  const names = ['P', 'R', 'F1', 'ARI', 'same P', 'R', 'sure P', 'R', 'offered P', 'R'];
  const head = [
    'library',
    'faces',
    'linkage',
    ...ways.flatMap((way) => names.map((name) => `${way === 'lens' ? "'" : ''}${name}`)),
  ];
  const rows = figures.map((one) => [one.name, String(one.faces), share(one.linkage), ...cellsOf(one).map(share)]);
  const mean = (name: string, some: readonly Figures[]): string[] => {
    const all = some.map(cellsOf);
    return [
      name,
      '',
      '',
      ...(all[0] ?? []).map((_, k) => share(all.reduce((sum, row) => sum + (row[k] ?? 0), 0) / all.length)),
    ];
  };
  const means = [
    mean('mean', figures),
    mean(
      'of one source',
      figures.filter(({ isMixed }) => !isMixed),
    ),
    mean(
      'mixed',
      figures.filter(({ isMixed }) => isMixed),
    ),
    mean(
      'never seen',
      figures.filter(({ name }) => name.startsWith('unseen')),
    ),
  ];
  console.log(table([head, ...rows, ...means]));
  const held = (way: Way): string =>
    share(figures.filter(({ promised }) => promised[way].precision >= 0.9).length / figures.length);
  console.log(`\nBand "same" with P ≥ .90: ${held('plain')} of libraries, through the lens ${held('lens')}`);
}

function cellsOf({ grouped, promised, sorting }: Figures): number[] {
  return ways.flatMap((way) => [
    ...[grouped[way].precision, grouped[way].recall, grouped[way].f1, grouped[way].ari],
    ...[promised[way].precision, promised[way].recall],
    ...[sorting[way].sure.precision, sorting[way].sure.recall],
    ...[sorting[way].offered.precision, sorting[way].offered.recall],
  ]);
}
