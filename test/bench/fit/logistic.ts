import { logistic } from '../../../electron/engine/vectors/log-odds.ts';

/** An observation: its features, and whether it was so. */
interface Observed {
  readonly features: readonly number[];
  readonly isSo: boolean;
}

const rounds = 25;
/** Keeps slopes from growing without end where features part the two for good. */
const ridge = 1e-6;

/**
 * The intercept and slopes of the log odds that make the observations most likely: iteratively reweighted least squares (McCullagh and
 * Nelder, Generalized Linear Models, 1989, ch. 2.5).
 */
export function fitLogistic(observed: readonly Observed[]): number[] {
  const size = (observed[0]?.features.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const slope = new Float64Array(size);
    const curve = Array.from({ length: size }, () => new Float64Array(size));
    for (const { features, isSo } of observed) {
      const x = [1, ...features];
      const p = logistic(dot(weights, x));
      x.forEach((a, i) => {
        slope[i] = (slope[i] as number) + a * (Number(isSo) - p);
        const row = curve[i] as Float64Array;
        x.forEach((b, j) => (row[j] = (row[j] as number) + a * b * p * (1 - p)));
      });
    }
    curve.forEach((row, i) => (row[i] = (row[i] as number) + ridge * observed.length));
    const step = solve(curve, slope);
    weights = weights.map((weight, i) => weight + (step[i] as number));
  }
  return weights;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
}

/** Gaussian elimination with pivots: x where matrix · x = right. */
export function solve(matrix: readonly Float64Array[], right: Float64Array): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.slice(column).reduce((best, row) => (sizeAt(row, column) > sizeAt(best, column) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const times = (row[column] as number) / (pivot[column] as number);
      row.forEach((value, k) => (row[k] = value - times * (pivot[k] as number)));
    }
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number));
}

function sizeAt(row: readonly number[], column: number): number {
  return Math.abs(row[column] as number);
}
