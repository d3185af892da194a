/** Two sets of faces that could be one character. */
export interface Likeness {
  /** Mean over the pairs across the sets. */
  readonly cosine: number;
  /** Mean over the pairs inside the larger set; null where that is one face. */
  readonly cohesion: number | null;
  /** Of the larger set. */
  readonly faces: number;
}

// Logistic regression on the groups of val as the machine makes them (see `npm run bench -- review`), rounded.
const slope = 20;
/** Above the linkage: where two sets are as likely one character as two. */
const centre = 0.02;
/** A set whose faces are much alike has no room for one that is less so. */
const cohesionSlope = 9;
const usualCohesion = 0.12;
const sizeSlope = 0.4;
const usualFaces = 5;
const smallerSlope = 0.8;
const usualSmaller = 2;

/** Log odds that two sets of faces are one character, by the model's linkage. */
export function logOdds({ cosine, cohesion, faces }: Likeness, linkage: number): number {
  const room = cohesion === null ? 0 : cohesionSlope * (cohesion - linkage - usualCohesion);
  return slope * (cosine - linkage - centre) - room + sizeSlope * Math.log(faces / usualFaces);
}

/** The same for two groups, which the machine has not taken for one: the more pairs it had to go by, the more that says. */
export function groupOdds(likeness: Likeness, smaller: number, linkage: number): number {
  return logOdds(likeness, linkage) - smallerSlope * Math.log(smaller / usualSmaller);
}

/** Probability of each of several homes, of which at most one is right: none of them has log odds 0. */
export function amongHomes(odds: readonly number[]): number[] {
  const weights = odds.map((each) => Math.exp(each));
  const all = weights.reduce((sum, weight) => sum + weight, 1);
  return weights.map((weight) => weight / all);
}

/**
 * Faces that are put right where the two sets turn out to be one character (or, inside a group, two): for each face, how
 * much of its character it comes together with, as B-cubed counts it.
 */
export function facesPutRight(a: number, b: number): number {
  return (2 * a * b) / (a + b);
}
