import type { FaceId } from '../../../../electron/contract/ids.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import {
  findNearest,
  lowestBorder,
  type Near,
  type SearchLimits,
} from '../../../../electron/engine/similarity/find-nearest.ts';
import { findWidely, type WidelySearched } from '../../../../electron/engine/similarity/widened.ts';
import { cosine } from '../../../../electron/engine/vectors/centre.ts';
import { framedFaces, knownFace } from '../../accuracy/framed-faces.ts';
import { drawSamples } from '../../accuracy/sorting-trial.ts';
import type { KnownFace } from '../../accuracy/verification.ts';
import { share, table } from '../../table.ts';

const ways = { nearest: findNearest, widened: findWidely } as const;
const seeds = [1, 2];
/** What the band "same" promises. */
const promised = 0.95;
const pageful = 50;

/** One search: what was found, best first, and how many faces there were to find. */
interface Search {
  readonly found: readonly { readonly similarity: number; readonly isRight: boolean }[];
  readonly wanted: number;
}

/**
 * Finding a character of val by one sample and by three, among all others: by the nearest sample alone, and widened by what was surely
 * found. Faces in the drawings of the samples are not in the library.
 */
export async function benchFinding(modelFolder: string): Promise<unknown> {
  const { thresholds } = (await loadManifest(modelFolder)).embedder;
  const limits = { limit: Infinity, min: lowestBorder(thresholds), thresholds };
  const faces = (await framedFaces(modelFolder)).map(knownFace);
  const figures = [];
  for (const samples of [1, 3]) {
    for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
      const searches: Search[] = [];
      for (const seed of seeds) searches.push(...(await searchAll(faces, { samples, seed, way, limits })));
      figures.push({ samples, way, ...figuresOf(searches, thresholds.same) });
    }
  }
  console.log(
    `\nFinding a character of val by samples (${figures[0]?.searches} and ${figures[2]?.searches} searches)\n`,
  );
  const head = ['samples', 'by', 'mAP', 'recall@50', 'recall where .95 is right', 'from', 'same: P', 'same: R'];
  const rows = figures.map(({ samples, way, ...own }) => {
    const shares = [own.map, own.recall50, own.promised.recall, own.promised.from, own.same.precision, own.same.recall];
    return [String(samples), way, ...shares.map(share)];
  });
  console.log(table([head, ...rows]));
  return figures;
}

interface Trial {
  readonly samples: number;
  readonly seed: number;
  readonly way: keyof typeof ways;
  readonly limits: SearchLimits;
}

async function searchAll(all: readonly KnownFace[], { samples, seed, way, limits }: Trial): Promise<Search[]> {
  const { faces, samples: bySample } = drawSamples(all, { samples, seed, sampled: 1 });
  const library = libraryOf(faces);
  const searches: Search[] = [];
  for (const [identity, vectors] of bySample) {
    if (vectors.length < samples) continue;
    const wanted = faces.filter((face) => face.identity === identity).length;
    const found = (await ways[way](library, vectors, limits)).map(({ face, similarity }) => ({
      similarity,
      isRight: faces[face]?.identity === identity,
    }));
    searches.push({ found, wanted });
  }
  return searches;
}

function libraryOf(faces: readonly KnownFace[]): WidelySearched {
  return {
    find: (query, limit, min) => {
      const all = faces.map(({ vector }, at): Near => ({ face: at as FaceId, similarity: cosine(query, vector) }));
      const near = all.filter(({ similarity }) => similarity >= min).sort((a, b) => b.similarity - a.similarity);
      return Promise.resolve(near.slice(0, limit));
    },
    vectorOf: (face) => faces[face]?.vector,
    mayHelp: () => true,
  };
}

function figuresOf(searches: readonly Search[], same: number) {
  const wanted = searches.reduce((sum, search) => sum + search.wanted, 0);
  const all = searches.flatMap(({ found }) => found).sort((a, b) => b.similarity - a.similarity);
  const meanOf = (of: (search: Search) => number) => searches.reduce((sum, one) => sum + of(one), 0) / searches.length;
  const inSame = all.filter(({ similarity }) => similarity >= same);
  const right = inSame.filter(({ isRight }) => isRight).length;
  return {
    searches: searches.length,
    map: meanOf(averagePrecision),
    recall50: meanOf(({ found, wanted: own }) => rightAmong(found.slice(0, pageful)) / Math.min(pageful, own)),
    promised: promisedRecall(all, wanted),
    same: { precision: right / inSame.length, recall: right / wanted },
  };
}

function rightAmong(found: Search['found']): number {
  return found.filter(({ isRight }) => isRight).length;
}

/** Faces that were not found count as found last. */
function averagePrecision({ found, wanted }: Search): number {
  let [right, sum] = [0, 0];
  for (const [at, { isRight }] of found.entries()) {
    if (!isRight) continue;
    right += 1;
    sum += right / (at + 1);
  }
  return sum / wanted;
}

/** The lowest cosine from which on as many are right as promised, over all searches, and the share found from there. */
function promisedRecall(all: Search['found'], wanted: number): { readonly from: number; readonly recall: number } {
  let best = { from: 1, recall: 0 };
  let right = 0;
  for (const [at, { similarity, isRight }] of all.entries()) {
    if (isRight) right += 1;
    if (right / (at + 1) >= promised) best = { from: similarity, recall: right / wanted };
  }
  return best;
}
