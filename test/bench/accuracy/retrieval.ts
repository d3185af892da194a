import type { KnownFace } from './verification.ts';

export interface Retrieval {
  /** How often it was asked: once for each face of an identity that has enough drawings. */
  readonly queries: number;
  /** Share of queries whose best face in another drawing is of their identity. */
  readonly rank1: number;
}

/**
 * Asks for a character by `samples` faces of it in as many drawings, as an artist would: the query is their mean, and faces in
 * the drawings of the samples are left out of the answer. Each face is the first sample once; the others follow it in order.
 */
export function rankOne(faces: readonly KnownFace[], samples: number): Retrieval {
  const byIdentity = Map.groupBy(faces, ({ identity }) => identity);
  let [queries, right] = [0, 0];
  for (const face of faces) {
    const chosen = samplesFrom(face, byIdentity.get(face.identity) ?? [], samples);
    if (!chosen) continue;
    queries += 1;
    if (nearest(faces, chosen)?.identity === face.identity) right += 1;
  }
  return { queries, rank1: queries > 0 ? right / queries : 0 };
}

/** `count` faces in as many drawings, or null where no further drawing would be left to find. */
function samplesFrom(first: KnownFace, mates: readonly KnownFace[], count: number): KnownFace[] | null {
  const start = mates.indexOf(first);
  const inOrder = [...mates.slice(start), ...mates.slice(0, start)];
  const byDrawing = new Map<string, KnownFace>();
  for (const face of inOrder) if (!byDrawing.has(face.drawing)) byDrawing.set(face.drawing, face);
  return byDrawing.size > count ? [...byDrawing.values()].slice(0, count) : null;
}

function nearest(faces: readonly KnownFace[], samples: readonly KnownFace[]): KnownFace | null {
  const query = new Float32Array(samples[0]?.vector.length ?? 0);
  for (const { vector } of samples) for (let k = 0; k < query.length; k++) query[k] = at(query, k) + at(vector, k);
  const { identity } = samples[0] as KnownFace;
  const drawings = new Set(samples.map(({ drawing }) => drawing));
  let best: { face: KnownFace; cosine: number } | null = null;
  for (const face of faces) {
    if (face.identity === identity && drawings.has(face.drawing)) continue;
    const cosine = dot(query, face.vector);
    if (!best || cosine > best.cosine) best = { face, cosine };
  }
  return best?.face ?? null;
}

function at(vector: Float32Array, k: number): number {
  return vector[k] as number;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += at(a, k) * at(b, k);
  return sum;
}
