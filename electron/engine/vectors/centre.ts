/** The mean of unit vectors at length 1; undefined where there are none, or they cancel out. */
export function centreOf(vectors: readonly Float32Array[], dimensions: number): Float32Array | undefined {
  const sum = new Float64Array(dimensions);
  for (const vector of vectors) {
    for (let k = 0; k < dimensions; k += 1) sum[k] = (sum[k] as number) + (vector[k] as number);
  }
  const length = Math.hypot(...sum);
  return length > 0 ? Float32Array.from(sum, (value) => value / length) : undefined;
}

/** Of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** Positions of the `count` unit vectors closest to the centre of all, closest first. */
export function typicalOf(vectors: readonly Float32Array[], count: number): number[] {
  const centre = centreOf(vectors, vectors[0]?.length ?? 0);
  if (!centre) return [...vectors.keys()].slice(0, count);
  const likeness = vectors.map((vector) => cosine(vector, centre));
  return [...vectors.keys()].sort((a, b) => (likeness[b] as number) - (likeness[a] as number)).slice(0, count);
}
