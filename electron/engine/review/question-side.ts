import { cosine } from '../vectors/centre.ts';
import type { FaceSet, Likeness } from './group-odds.ts';

/** One of the two sets of faces that a question compares, and what comparing them needs. */
export interface Side extends FaceSet {
  readonly sum: Float32Array;
  /** Of the sum. */
  readonly length: number;
  /** Positions of its faces, closest to their centre first. */
  readonly byTypicality: readonly number[];
  /** At most `comparedFaces` of them, closest to the centre first. */
  readonly sample: readonly SampleFace[];
}

export interface SampleFace {
  /** In the side. */
  readonly position: number;
  readonly vector: Float32Array;
}

/** Of a large set not every face is compared. */
const comparedFaces = 128;
const nearestFaces = 3;
/** Two faces are surely one character from this share of the way between the linkage and 1 on: cosine .80 with the model. */
const sureShare = 0.46;

/** `vectors`: unit length, at least one. */
export function sideOf(vectors: readonly Float32Array[]): Side {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] as number) + (vector[k] as number);
  const likeness = vectors.map((vector) => cosine(vector, sum));
  const byTypicality = [...vectors.keys()].sort((a, b) => (likeness[b] as number) - (likeness[a] as number));
  const sample = spread(byTypicality).map((position) => ({ position, vector: vectors[position] as Float32Array }));
  return { ...setOf(sum, vectors.length), byTypicality, sample };
}

/** A set of faces by the sum of their vectors. */
export function setOf(sum: Float32Array, faces: number): FaceSet & Pick<Side, 'sum' | 'length'> {
  const square = cosine(sum, sum);
  const cohesion = faces < 2 ? null : (square - faces) / (faces * (faces - 1));
  return { sum, faces, cohesion, length: Math.sqrt(Math.max(0, square)) };
}

/** At most `comparedFaces` of all, the first among them. */
function spread<T>(all: readonly T[]): readonly T[] {
  if (all.length <= comparedFaces) return all;
  return Array.from({ length: comparedFaces }, (_, k) => all[Math.floor((k * all.length) / comparedFaces)] as T);
}

/** `sample`: of the home, closest to its centre first; at least one. */
export function likenessTo(side: Side, sample: readonly SampleFace[]): Likeness {
  const nearest: number[] = [];
  for (const { vector } of sample) {
    const similarity = cosine(side.sum, vector) / side.faces;
    if (nearest.length === nearestFaces && similarity <= (nearest.at(-1) as number)) continue;
    nearest.push(similarity);
    nearest.sort((a, b) => b - a);
    nearest.length = Math.min(nearest.length, nearestFaces);
  }
  const mean = nearest.reduce((all, similarity) => all + similarity, 0) / nearest.length;
  return { nearest: mean, typical: cosine(typicalOf(side.sample), typicalOf(sample)) };
}

function typicalOf(sample: readonly SampleFace[]): Float32Array {
  return (sample[0] as SampleFace).vector;
}

/** The first face, and those that surely show whom it shows. A face without a vector is like no other. */
export function surelyLikeFirst<T extends { readonly vector: Float32Array | undefined }>(
  faces: readonly T[],
  linkage: number,
): T[] {
  const first = faces[0]?.vector;
  const sure = linkage + sureShare * (1 - linkage);
  const isSure = ({ vector }: T) => first && vector && cosine(first, vector) >= sure;
  return faces.filter((face, k) => k === 0 || isSure(face));
}
