import type { LibraryFacts } from './library-facts.ts';

/** How much higher than the model's the linkage of a library is, cosine; `npm run bench -- linkage --write` fits it. */
export interface RiseModel {
  readonly intercept: number;
  /** Times the natural logarithm of the number of faces. */
  readonly faces: number;
  /** Times the middle of the cosines of any two faces. */
  readonly middle: number;
}

export const mostRise = 0.2;
/** Steps of the linkage: groups are made anew only where it matters. */
const step = 0.01;

/**
 * How much higher than on the model's own data the linkage of a library is, cosine: the more faces, and the more alike they are drawn,
 * the more look-alikes would be grouped with one another (docs/decisions/vectors-and-grouping.md).
 */
export function linkageRise(facts: Omit<LibraryFacts, 'close'>, { intercept, faces, middle }: RiseModel): number {
  const rise = intercept + faces * Math.log(facts.faces) + middle * facts.middle;
  return Math.round(Math.min(mostRise, Math.max(0, rise)) / step) * step;
}
