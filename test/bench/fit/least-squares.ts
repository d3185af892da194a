import { solve } from './logistic.ts';

/** An observation: its features, and what was seen. */
interface Measured {
  readonly features: readonly number[];
  readonly value: number;
}

/** Intercept and slopes of the line with the least squared error; `ridge` holds the slopes back, not the intercept. */
export function fitLine(measured: readonly Measured[], ridge: number): number[] {
  const size = (measured[0]?.features.length ?? 0) + 1;
  const matrix = Array.from({ length: size }, (_, k) => {
    const row = new Float64Array(size);
    if (k > 0) row[k] = ridge;
    return row;
  });
  const right = new Float64Array(size);
  for (const { features, value } of measured) {
    const x = [1, ...features];
    x.forEach((a, i) => {
      right[i] = (right[i] as number) + a * value;
      const row = matrix[i] as Float64Array;
      x.forEach((b, j) => (row[j] = (row[j] as number) + a * b));
    });
  }
  return solve(matrix, right);
}
