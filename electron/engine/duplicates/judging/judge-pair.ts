import type { LikenessKind } from '../../../contract/api/duplicates-api.ts';
import type { Size } from '../../../contract/geometry.ts';
import { logistic } from '../../vectors/log-odds.ts';
import type { FacesSay } from './faces-at-one-place.ts';
import fitted from './fitted.json' with { type: 'json' };
import type { LikenessDistance } from './likeness-distance.ts';

export interface JudgedPair {
  readonly kind: LikenessKind;
  /** That it is that, 0..1; null: only the names of the files say so. */
  readonly sure: number | null;
}

/** All that is known of two pictures. */
export interface SeenPair extends LikenessDistance {
  readonly faces: FacesSay;
  /** Of the two, the larger number of pictures of its shape that differ in few bits: where there are many, they share a frame or a ground. */
  readonly crowd: number;
}

/** Two pictures of one shape differ no more than rounding makes them. */
const sameShape = 0.02;
/** Bits and colours within which pictures are compared pixel by pixel: see largestDifference. */
const mayBeCopy = { lines: 16, colours: 3 } as const;
/** From here on a pair is said to be what it seems. */
const least = 0.5;

/** Pairs that are farther apart are two works, and need not be judged. `named`: their file names say that they are versions of one work. */
export const farthest = { any: 20, named: 72 } as const;

export function isOneShape(a: Size, b: Size): boolean {
  return Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= sameShape;
}

/**
 * That two pictures of one shape are one work. How often pairs like these were one drawing, of labelled drawings: see docs/duplicates.md; what was
 * fitted is written by `npm run bench -- duplicates --write`.
 */
export function oneWork(pair: SeenPair): number {
  const features = featuresOf(pair);
  return logistic(oddsOf(pair.faces.alike === null ? fitted.withoutFaces : fitted.withFaces, features));
}

/** What the odds are a line of; the likeness of faces comes last, where there are any. */
export function featuresOf({ lines, colours, crowd, faces }: SeenPair): number[] {
  const seen = [lines, Math.min(colours, mostColours), Math.log2(1 + crowd)];
  return faces.alike === null ? seen : [...seen, faces.alike];
}

/** Other colours are other colours, however much. */
const mostColours = 32;

/** That two pictures, alike in lines and colours, are one picture saved twice: see largestDifference. */
function oneCopy(difference: number): number {
  return logistic(oddsOf(fitted.copies, copyFeatures(difference)));
}

/** What its odds are a line of. */
export function copyFeatures(difference: number): number[] {
  return [Math.log2(1 + difference)];
}

function oddsOf([intercept = 0, ...slopes]: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, value, k) => sum + value * (slopes[k] ?? 0), intercept);
}

/**
 * What two pictures are to each other; null: two works. A recolour has the lines and not the colours of the other, and is a version. Where
 * the artist has put two characters into one place, they are two works. `mayBeCopy`: a look at their pixels can say that they are copies.
 */
export function judgePair(
  pair: SeenPair,
  [a, b]: readonly [Size, Size],
  haveOneName: boolean,
): (JudgedPair & { readonly mayBeCopy: boolean }) | null {
  if (pair.faces.isSomebodyElse) return null;
  const oneShape = isOneShape(a, b);
  const copies = oneShape && pair.lines <= mayBeCopy.lines && pair.colours <= mayBeCopy.colours;
  const sure = oneShape && pair.lines <= farthest.any ? oneWork(pair) : 0;
  if (sure >= least) return { kind: 'version', sure, mayBeCopy: copies };
  if (haveOneName && pair.lines <= farthest.named) return { kind: 'version', sure: null, mayBeCopy: copies };
  return copies ? { kind: 'version', sure, mayBeCopy: true } : null;
}

/**
 * What a pair is that may be a copy, once its pixels were compared: `difference` as largestDifference says. Another expression of a face differs in
 * one place, and is a version; null: it is another work after all.
 */
export function judgeCloser({ sure }: JudgedPair, difference: number): JudgedPair | null {
  const copy = oneCopy(difference);
  if (copy >= least) return { kind: 'duplicate', sure: copy };
  return sure === null || sure >= least ? { kind: 'version', sure } : null;
}
