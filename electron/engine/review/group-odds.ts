/** How like a home, faces that are one character, is to a side, faces that could belong to it. */
export interface Likeness {
  /** Mean cosine of the side to each of the three faces of the home that are most like it. */
  readonly nearest: number;
  /** Cosine of the two most typical faces. */
  readonly typical: number;
}

/** A set of faces as far as the odds go by it. */
export interface FaceSet {
  readonly faces: number;
  /** Mean cosine over the pairs inside; null where that is one face. */
  readonly cohesion: number | null;
}

// Conditional logistic regression (McFadden, 1974): of the homes of a side at most one is right. Fitted on the groups of val as
// the machine makes them, and on their parts, with embedder-3 and with embedder-6, and averaged; see `npm run bench -- review`.
const nearestSlope = 17.4;
const typicalSlope = 7.5;
/** What was left above the linkage then: through a lens cosines lie further apart, and a difference of them says less. */
const usualRoom = 0.37;
const level = 0.95;
/** The more alike the faces of a set are, the more alike a face has to be to belong to it. */
const cohesionSlope = 6;
const usualCohesion = 0.12;
const notAlone = 0.8;
const homeSizeSlope = -0.33;
const sideCohesionSlope = 3.5;
const sideNotAlone = 0.8;
const sideSizeSlope = 0.1;
/** The machine has put a part and the rest of its group together. */
const ownLevel = -0.45;
const ownSizeSlope = 0.45;
const ownSideSlope = 0.55;

/** Log odds that a side belongs to `home`, another group, rather than to no group; `linkage` is the model's. */
export function homeOdds({ nearest, typical }: Likeness, home: FaceSet, side: FaceSet, linkage: number): number {
  const room = (1 - linkage) / usualRoom;
  const likeness = (nearestSlope * (nearest - linkage) + typicalSlope * (typical - linkage)) / room;
  const inHome = home.cohesion === null ? 0 : notAlone + cohesionSlope * (home.cohesion - linkage - usualCohesion);
  const inSide =
    side.cohesion === null ? 0 : sideNotAlone + sideCohesionSlope * (side.cohesion - linkage - usualCohesion);
  const sizes = homeSizeSlope * Math.log(home.faces) + sideSizeSlope * Math.log(side.faces);
  return level + likeness - inHome - inSide + sizes;
}

/** The same for a part of a group, with the rest of that group as its home. */
export function ownOdds(likeness: Likeness, rest: FaceSet, part: FaceSet, linkage: number): number {
  const sizes = ownSizeSlope * Math.log(rest.faces) + ownSideSlope * Math.log(part.faces);
  return homeOdds(likeness, rest, part, linkage) + ownLevel + sizes;
}

/** Probability of each of several homes, of which at most one is right. That none of them is has the log odds 0. */
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
