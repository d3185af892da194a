import type { LibraryFacts } from './library-facts.ts';

// The first three were fitted, see `linkageRise`, to the vectors of embedder-6 by a script that is not in the repository. No section of the
// bench makes the fit anew: another embedder needs one of its own.
/** For 500 faces whose middle cosine is .25. */
const usual = 0.066;
const perLogOfFaces = 0.022;
const perMiddle = 0.467;
const most = 0.2;
/** Steps of the linkage: groups are made anew only where it matters. */
const step = 0.01;

/**
 * How much higher than on the model's own data the linkage of a library is, cosine: the more faces, and the more alike they are drawn,
 * the more look-alikes would be grouped with one another. Fitted to B-cubed with precision counted twice, as a mixed group costs an artist
 * more than one in two parts; on 39 libraries, sources left out in turn (docs/decisions/vectors-and-grouping.md).
 */
export function linkageRise({ faces, middle }: LibraryFacts): number {
  const rise = usual + perLogOfFaces * Math.log(faces / 500) + perMiddle * (middle - 0.25);
  return Math.round(Math.min(most, Math.max(0, rise)) / step) * step;
}
