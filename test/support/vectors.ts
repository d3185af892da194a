/** Unit vector of the given direction, padded with zeros to `dimensions`. */
export function unit(direction: readonly number[], dimensions = direction.length): Float32Array {
  const length = Math.hypot(...direction) || 1;
  return Float32Array.from({ length: dimensions }, (_, k) => (direction[k] ?? 0) / length);
}

/** A small generator of repeatable pseudo-random numbers in 0..1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` unit vectors around a centre; a larger spread makes them less alike. */
export function cloud(centre: Float32Array, count: number, spread: number, next: () => number): Float32Array[] {
  return Array.from({ length: count }, () => unit([...centre].map((value) => value + spread * (next() - 0.5))));
}
