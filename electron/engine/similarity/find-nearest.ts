import type { FaceId } from '../../contract/ids.ts';
import type { Band, BorderPoint } from '../../contract/api/find-api.ts';

/** Calibrated cosines of the embedder: at `same` 95 % of pairs are one character, above `maybe` lie 95 % of such pairs. */
export interface Thresholds {
  readonly same: number;
  readonly maybe: number;
}

export function bandOf(similarity: number, thresholds: Thresholds): Band {
  if (similarity >= thresholds.same) return 'same';
  return similarity >= thresholds.maybe ? 'maybe' : 'different';
}

const step = 0.01;
/** How far below `maybe` the border can be moved. */
const below = 0.1;

export function lowestBorder({ maybe }: Thresholds): number {
  return Math.max(-1, maybe - below);
}

/** A face that was found. */
export interface Near {
  readonly face: FaceId;
  /** Cosine. */
  readonly similarity: number;
}

/** A library that can be searched. */
export interface Searched {
  find(query: Float32Array, limit: number, min: number): Promise<readonly Near[]>;
}

/** How many are wanted, and from which cosine on. */
export interface SearchLimits {
  readonly limit: number;
  readonly min: number;
  readonly thresholds: Thresholds;
}

/** Faces near any of the vectors, each by the nearest, best first: at least those that the border can be moved over. */
export async function findNearest(
  faces: Searched,
  vectors: readonly Float32Array[],
  { limit, min, thresholds }: SearchLimits,
): Promise<Near[]> {
  const border = lowestBorder(thresholds);
  const best = new Map<FaceId, number>();
  for (const vector of vectors) {
    // Above the border all of them count; below it no more than are shown, and the asked-for faces themselves.
    const counted = await faces.find(vector, mostCounted, Math.max(border, min));
    const shown = min < border ? await faces.find(vector, limit + vectors.length, min) : [];
    for (const { face, similarity } of [...counted, ...shown]) {
      best.set(face, Math.max(similarity, best.get(face) ?? -1));
    }
  }
  const found = [...best].map(([face, similarity]) => ({ face, similarity }));
  return found.sort((a, b) => b.similarity - a.similarity || a.face - b.face);
}

/** More are no help to anybody. */
export const mostCounted = 100_000;

/** What would be taken at each border. `found`: best first; precision is the mean probability of what is taken. */
export function borderOf(
  found: readonly { readonly picture: number | undefined; readonly similarity: number }[],
  { lowest, probability }: { lowest: number; probability(cosine: number): number },
): BorderPoint[] {
  const points: BorderPoint[] = [];
  const pictures = new Set<number | undefined>();
  let faces = 0;
  let expected = 0;
  for (let steps = 0; 1 - steps * step >= lowest; steps += 1) {
    const cosine = Math.round((1 - steps * step) * 100) / 100;
    for (let next = found[faces]; next && next.similarity >= cosine; next = found[faces]) {
      pictures.add(next.picture);
      expected += probability(next.similarity);
      faces += 1;
    }
    points.push({
      cosine,
      precision: faces > 0 ? expected / faces : probability(cosine),
      faces,
      pictures: pictures.size,
    });
  }
  return points;
}
