import { mostOffset } from '../../../electron/contract/grouping-range.ts';
import { sameFrom, type CrowdingModel } from '../../../electron/engine/adaptation/promise.ts';
import { loadManifest } from '../../../electron/engine/models/load-manifest.ts';
import { random } from '../../support/vectors.ts';
import { framedFaces, knownFace } from '../accuracy/framed-faces.ts';
import { libraryPairs, type LibraryPairs } from '../accuracy/library-pairs.ts';
import { fitLogistic } from '../accuracy/logistic.ts';
import { shuffled } from '../accuracy/shuffled.ts';
import type { KnownFace } from '../accuracy/verification.ts';
import { writeEmbedder } from '../accuracy/write-calibration.ts';
import { share, table } from '../table.ts';
import type { BenchOptions } from './recognition.ts';

/**
 * Sources of `train` that an embedder never learnt from: its figures on them are what to expect elsewhere. Those of an embedder that is
 * not named are unknown, and only `val` is used.
 */
const learntFrom: Readonly<Record<string, readonly string[]>> = {
  'embedder-6': [
    ...['animeface_character', 'arknights_avatars', 'azurlane_icons', 'feh_faces', 'hololive_en_fanart'],
    ...['kancolle_icons', 'pjsekai_thumbs', 'shinycolors_icons', 'uma_icons'],
  ],
};
/** A source with fewer characters is no library of its own. */
const fewestIdentities = 8;
/** Characters of the mixed libraries, and how many faces each has at most. */
const mixes = [20, 40, 80, 160, 330, 660].flatMap((identities) => [6, 25].map((faces) => ({ identities, faces })));
const largest = 3_500;
/** Pairs of one library that the fit sees, spread over all close ones. */
const fitted = 600;
/** Sources whose labels name what a face does not show: forms of one person, skins of one hero. */
const leftOut = new Set(['dokkan_thumbs', 'hok_skins']);

interface Library extends LibraryPairs {
  readonly name: string;
  /** Sources; a mixed library has the faces of all of a split. */
  readonly of: string;
  readonly isMixed: boolean;
}

interface Held {
  readonly name: string;
  readonly faces: number;
  readonly fixed: Rates;
  readonly from: number;
  readonly own: Rates;
}

interface Rates {
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
  const libraries = [...librariesOf('val', await facesOf(modelFolder, 'val'), lowest)];
  const learnt = learntFrom[embedder.version];
  if (learnt) {
    const unseen = await facesOf(modelFolder, 'train', (source) => !learnt.includes(source));
    libraries.push(...librariesOf('unseen', unseen, lowest));
  }
  const figures = libraries.map((library): Held => {
    const model = fit(libraries.filter((other) => isApart(library, other)));
    const from = sameFrom(library.facts, model) ?? embedder.thresholds.same;
    const fixed = ratesFrom(library, embedder.thresholds.same);
    return { name: library.name, faces: library.facts.faces, fixed, from, own: ratesFrom(library, from) };
  });
  print(figures);
  const model = fit(libraries);
  console.log(`\nFitted: ${JSON.stringify(model)}${write ? '' : ' (`--write` puts it into models.json)'}`);
  if (write) await writeEmbedder(modelFolder, { crowding: model });
  return { figures, model };
}

async function facesOf(
  modelFolder: string,
  split: 'train' | 'val',
  wanted: (source: string) => boolean = () => true,
): Promise<(KnownFace & { readonly source: string })[]> {
  const faces = await framedFaces(modelFolder, split, wanted);
  return faces.map((face) => ({ source: face.source, ...knownFace(face) }));
}

function* librariesOf(
  split: string,
  faces: readonly (KnownFace & { readonly source: string })[],
  lowest: number,
): Generator<Library> {
  const usable = faces.filter(({ source }) => !leftOut.has(source));
  for (const [source, own] of Map.groupBy(usable, (face) => face.source)) {
    if (new Set(own.map(({ identity }) => identity)).size < fewestIdentities) continue;
    const pairs = libraryPairs(own, lowest);
    if (pairs) yield { name: `${split}: ${source}`, of: source, isMixed: false, ...pairs };
  }
  const identities = [...Map.groupBy(usable, ({ identity }) => identity)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [seed, mix] of mixes.entries()) {
    if (mix.identities > identities.length) continue;
    const next = random(seed + 1);
    const chosen = shuffled(identities, next).slice(0, mix.identities);
    const mixed = chosen.flatMap(([, own]) => shuffled(own, next).slice(0, mix.faces)).slice(0, largest);
    const pairs = libraryPairs(mixed, lowest);
    const name = `${split}: ${mix.identities} characters, ${mix.faces} faces`;
    if (pairs) yield { name, of: split, isMixed: true, ...pairs };
  }
}

function isApart(library: Library, other: Library): boolean {
  return library.of !== other.of;
}

function fit(libraries: readonly Library[]): CrowdingModel {
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

function ratesFrom({ close, same }: LibraryPairs, from: number): Rates {
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
