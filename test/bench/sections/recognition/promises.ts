import { mostOffset } from '../../../../electron/contract/grouping-range.ts';
import { sameFrom, type CrowdingModel } from '../../../../electron/engine/adaptation/promise.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { isApart, judgedLibraries, type Judged } from '../../accuracy/judged-libraries.ts';
import { libraryPairs, type LibraryPairs } from '../../accuracy/library-pairs.ts';
import { fitLogistic } from '../../fit/logistic.ts';
import { writeEmbedder } from '../../accuracy/write-calibration.ts';
import { share, table } from '../../table.ts';
import type { BenchOptions } from './recognition.ts';

/** Pairs of one library that the fit sees, spread over all close ones. */
const fitted = 600;

type Library = Judged & LibraryPairs;

interface Held {
  readonly name: string;
  readonly faces: number;
  readonly fixed: Rates;
  readonly from: number;
  readonly own: Rates;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
}

/**
 * Does the band "same" hold what it promises? Each source as a library of its own, and mixed ones: by the border of models.json, and by
 * that of the library, from a fit without its source (of a mixed one, without the mixed ones of its split). `write`: the fit
 * to all of them goes into models.json.
 */
export async function benchPromises(modelFolder: string, { write }: BenchOptions): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const lowest = embedder.thresholds.group - mostOffset;
  const libraries: Library[] = [];
  for (const library of await judgedLibraries(modelFolder, embedder.version)) {
    const pairs = libraryPairs(library.known, lowest);
    if (pairs) libraries.push({ ...library, ...pairs });
  }
  const figures = libraries.map((library): Held => {
    const model = fitCrowding(libraries.filter((other) => isApart(library, other)));
    const from = sameFrom(library.facts, model) ?? embedder.thresholds.same;
    const fixed = ratesFrom(library, embedder.thresholds.same);
    return { name: library.name, faces: library.facts.faces, fixed, from, own: ratesFrom(library, from) };
  });
  print(figures);
  const model = fitCrowding(libraries);
  console.log(`\nFitted: ${JSON.stringify(model)}${write ? '' : ' (`--write` puts it into models.json)'}`);
  if (write) await writeEmbedder(modelFolder, { crowding: model });
  return { figures, model };
}

export function fitCrowding(libraries: readonly LibraryPairs[]): CrowdingModel {
  const observed = libraries.flatMap(({ facts, close }) => {
    const step = Math.max(1, close.length / fitted);
    return Array.from({ length: Math.min(fitted, close.length) }, (_, k) => {
      const { cosine, isSame } = close[Math.floor(k * step)] as LibraryPairs['close'][number];
      return { features: [cosine, Math.log(facts.faces), facts.middle, facts.spread], isSo: isSame };
    });
  });
  const weights = fitLogistic(observed).map((weight) => Number(weight.toFixed(3)));
  const [intercept = 0, cosine = 0, faces = 0, middle = 0, spread = 0] = weights;
  return { intercept, cosine, faces, middle, spread };
}

/** Of the pairs from a cosine on. */
export function ratesFrom({ close, same }: LibraryPairs, from: number): Rates {
  const taken = close.filter(({ cosine }) => cosine >= from);
  const right = taken.filter(({ isSame }) => isSame).length;
  return { precision: taken.length > 0 ? right / taken.length : 1, recall: right / same };
}

function print(figures: readonly Held[]): void {
  console.log(`\nThe band "same" of libraries, which promises .95 of pairs across drawings\n`);
  const rows = figures.map(({ name, faces, ...one }) => [name, String(faces), ...cellsOf(one).map(share)]);
  const all = figures.map(cellsOf);
  const meanOf = (column: number, of = (value: number): number => value): string =>
    share(all.reduce((sum, cells) => sum + of(cells[column] as number), 0) / all.length);
  const held = (column: number): string => meanOf(column, (value) => Number(value >= 0.9));
  rows.push(
    ['mean', '', ...[0, 1, 2, 3, 4].map((column) => meanOf(column))],
    ['share with P ≥ .90', '', held(0), '', '', held(3), ''],
  );
  console.log(table([['library', 'faces', 'models.json: P', 'R', 'own border', 'P', 'R'], ...rows]));
}

function cellsOf({ fixed, from, own }: Pick<Held, 'fixed' | 'from' | 'own'>): number[] {
  return [fixed.precision, fixed.recall, from, own.precision, own.recall];
}
