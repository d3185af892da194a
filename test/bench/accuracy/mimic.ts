import type { FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import { random } from '../../support/vectors.ts';

/** Generated faces and the identity of each. */
export interface Mimic {
  readonly index: VectorIndex;
  readonly identities: Int32Array;
}

/**
 * Vectors that mimic what the embedder makes of a library: sizes of characters fall like in real folders (many with a few
 * pictures, few with hundreds); two faces of one character have a mean cosine of .74 as on val, spread from .4 to 1; two
 * characters share hair or style with some others, so that their cosine lies between -.1 and .6.
 */
export function mimicLibrary(
  faces: number,
  dimensions: number,
  seed = 1,
  onVector: (face: number, vector: Float32Array) => void = () => undefined,
): Mimic {
  const next = random(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const direction = (): Float32Array => unitOf(Float32Array.from({ length: dimensions }, normal));
  const styles = Array.from({ length: 64 }, direction);
  const index = new VectorIndex(dimensions);
  const identities = new Int32Array(faces);
  for (let face = 0, identity = 0; face < faces; identity += 1) {
    const centre = mixed(styles[Math.floor(next() * styles.length)] as Float32Array, direction(), 0.55);
    // Pareto: half of all characters have four pictures or fewer, one of a hundred has a hundred and more.
    const size = Math.min(1_000, Math.floor(2 / Math.pow(1 - next(), 0.85)));
    for (let k = 0; k < size && face < faces; k += 1, face += 1) {
      const vector = mixed(centre, direction(), 0.86 - 0.14 * Math.abs(normal()) * next());
      index.set((face + 1) as FaceId, vector, (face + 1) as PictureId);
      identities[face] = identity;
      onVector(face, vector);
    }
  }
  return { index, identities };
}

/** A unit vector whose cosine to `a` is about `share`; the rest of it points along `b`. */
function mixed(a: Float32Array, b: Float32Array, share: number): Float32Array {
  const rest = Math.sqrt(Math.max(0, 1 - share * share));
  return unitOf(a.map((value, k) => share * value + rest * (b[k] as number)));
}

function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
