import { VectorSpace } from '../vectors/vector-space.ts';

/**
 * How the vectors of one library are looked through (within-class covariance normalisation; Hatch et al., 2006). Directions in which the
 * faces of one character differ count less: what one hand or one game draws alike in all its characters no longer makes them alike.
 */
export interface Lens {
  /** Of all faces. */
  readonly mean: Float32Array;
  /** Lower triangular, by rows: `dimensions` numbers each. */
  readonly rows: Float32Array;
  /** How many groups the library has, as its faces see it: the number of faces by the geometric mean of their groups' sizes. */
  readonly groups: number;
}

/** Fewer say too little of how a character differs. */
const fewestGroups = 10;
const fewestFaces = 100;
/** Share of an even spread in all directions: few groups know few directions. */
const shrinkage = 0.8;

/** The faces of a library by groups; those of a group show one character, as far as is known. Null where they are too few. */
export function lensOf(groups: readonly (readonly Float32Array[])[], dimensions: number): Lens | null {
  const several = groups.filter(({ length }) => length > 1);
  const faces = several.reduce((sum, { length }) => sum + length, 0);
  if (several.length < fewestGroups || faces < fewestFaces) return null;
  const spread = withinGroups(several, dimensions);
  shrink(spread, dimensions);
  return {
    mean: meanOf(groups, dimensions),
    rows: inverted(factored(spread, dimensions), dimensions),
    groups: groupsSeen(groups),
  };
}

function groupsSeen(groups: readonly (readonly Float32Array[])[]): number {
  const faces = groups.reduce((sum, { length }) => sum + length, 0);
  const logOfSize = groups.reduce((sum, { length }) => sum + length * Math.log(length), 0) / faces;
  return faces / Math.exp(logOfSize);
}

/** Lowest mean cosine at which two groups are one character, where a library is looked through a lens: the more characters, the more look alike. */
export function linkageThrough({ groups }: Pick<Lens, 'groups'>, model: LinkageModel): number {
  return model.intercept + model.groups * Math.log(groups);
}

/** See `linkageThrough`; `npm run bench -- lens --write` fits it. */
export interface LinkageModel {
  readonly intercept: number;
  readonly groups: number;
}

/** Turns unit vectors into unit vectors, as the library's faces are compared. */
export function through({ mean, rows }: Lens): (vector: Float32Array) => Float32Array {
  const size = mean.length;
  const space = new VectorSpace(Float32Array.from(rows), size);
  const centred = space.take();
  return (vector) => {
    for (let k = 0; k < size; k += 1) space.values[centred + k] = (vector[k] as number) - (mean[k] as number);
    const seen = new Float32Array(size);
    let squares = 0;
    for (let row = 0; row < size; row += 1) {
      const value = space.dot(row * size, centred);
      seen[row] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    return seen.map((value) => value / length);
  };
}

function meanOf(groups: readonly (readonly Float32Array[])[], dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  let faces = 0;
  for (const group of groups) {
    faces += group.length;
    for (const vector of group)
      for (let k = 0; k < dimensions; k += 1) sum[k] = (sum[k] as number) + (vector[k] as number);
  }
  return Float32Array.from(sum, (value) => value / faces);
}

/** Covariance within groups, the mean over groups; its lower triangle. */
function withinGroups(groups: readonly (readonly Float32Array[])[], dimensions: number): Float64Array {
  const spread = new Float64Array(dimensions * dimensions);
  for (const group of groups) {
    const mean = meanOf([group], dimensions);
    const weight = 1 / ((group.length - 1) * groups.length);
    for (const vector of group) {
      const apart = Float64Array.from(vector, (value, k) => value - (mean[k] as number));
      for (let row = 0; row < dimensions; row += 1) {
        const own = (apart[row] as number) * weight;
        const start = row * dimensions;
        for (let k = 0; k <= row; k += 1)
          spread[start + k] = (spread[start + k] as number) + own * (apart[k] as number);
      }
    }
  }
  return spread;
}

function shrink(spread: Float64Array, dimensions: number): void {
  let trace = 0;
  for (let k = 0; k < dimensions; k += 1) trace += spread[k * (dimensions + 1)] as number;
  for (let k = 0; k < spread.length; k += 1) spread[k] = (spread[k] as number) * (1 - shrinkage);
  for (let k = 0; k < dimensions; k += 1) {
    const at = k * (dimensions + 1);
    spread[at] = (spread[at] as number) + (shrinkage * trace) / dimensions;
  }
}

/** Cholesky: the lower triangle whose product with its transpose is the matrix. */
function factored(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k += 1) {
        sum -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      }
      factor[row * size + column] = row === column ? Math.sqrt(sum) : sum / (factor[column * size + column] as number);
    }
  }
  return factor;
}

/** The inverse of a lower triangle. */
function inverted(factor: Float64Array, size: number): Float32Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    inverse[column * size + column] = 1 / (factor[column * size + column] as number);
    for (let row = column + 1; row < size; row += 1) {
      let sum = 0;
      for (let k = column; k < row; k += 1) {
        sum -= (factor[row * size + k] as number) * (inverse[k * size + column] as number);
      }
      inverse[row * size + column] = sum / (factor[row * size + row] as number);
    }
  }
  return Float32Array.from(inverse);
}
