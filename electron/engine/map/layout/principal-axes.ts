/** Rounds of the power iteration: the axes only say where points begin. */
const rounds = 24;

/**
 * Where each vector lies on the two axes along which they differ most (principal components, by power iteration). rows × dimensions →
 * rows × 2, centred. `random` gives the first guess.
 */
export function principalAxes(vectors: Float32Array, dimensions: number, random: () => number): Float32Array {
  const rows = vectors.length / dimensions;
  const centred = centre(vectors, dimensions);
  const placed = new Float32Array(rows * 2);
  let first: Float64Array | null = null;
  for (const axis of [0, 1]) {
    let direction = unit(
      Float64Array.from({ length: dimensions }, () => random() - 0.5),
      first,
    );
    for (let round = 0; round < rounds; round += 1) {
      const next = new Float64Array(dimensions);
      for (let row = 0; row < rows; row += 1) {
        const along = dot(centred, row * dimensions, direction);
        for (let k = 0; k < dimensions; k += 1)
          next[k] = (next[k] as number) + along * (centred[row * dimensions + k] as number);
      }
      direction = unit(next, first);
    }
    for (let row = 0; row < rows; row += 1) placed[row * 2 + axis] = dot(centred, row * dimensions, direction);
    first = direction;
  }
  return placed;
}

function centre(vectors: Float32Array, dimensions: number): Float32Array {
  const mean = new Float64Array(dimensions);
  vectors.forEach((value, at) => (mean[at % dimensions] = (mean[at % dimensions] as number) + value));
  const rows = vectors.length / dimensions;
  return vectors.map((value, at) => value - (mean[at % dimensions] as number) / rows);
}

function dot(rows: Float32Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < direction.length; k += 1) sum += (rows[from + k] as number) * (direction[k] as number);
  return sum;
}

/** Of length 1, and at a right angle to `other`. */
function unit(direction: Float64Array, other: Float64Array | null): Float64Array {
  const along = other ? direction.reduce((sum, value, k) => sum + value * (other[k] as number), 0) : 0;
  const across = other ? direction.map((value, k) => value - along * (other[k] as number)) : direction;
  const length = Math.hypot(...across);
  return length > 0 ? across.map((value) => value / length) : across;
}
