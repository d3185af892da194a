import type { LikenessKind } from '../../../contract/api/duplicates-api.ts';
import type { Size } from '../../../contract/geometry.ts';
import type { LikenessDistance } from './likeness-distance.ts';

export interface JudgedPair {
  readonly kind: LikenessKind;
  /** That it is that, 0..1. */
  readonly sure: number;
}

/** Two pictures of one shape differ no more than rounding makes them. */
const sameShape = 0.02;

/**
 * Borders of bits (of 256), of colours (0..255) and of the largest difference, with how often pairs within them were one drawing: measured, see
 * docs/duplicates.md. `named`: pairs whose file names say that they are versions of one work.
 */
const mayBeCopy = { lines: 16, colours: 3 } as const;
const copies = [
  { difference: 16, sure: 0.99 },
  { difference: 22, sure: 0.95 },
] as const;
const versions = [
  { lines: 8, sure: 0.97 },
  { lines: 20, sure: 0.93 },
] as const;
const named = [
  { lines: 20, sure: 0.99 },
  { lines: 72, sure: 0.9 },
] as const;

/** Pairs that are farther apart are two works: they need not be judged. */
export const farthest = { any: 20, named: 72 } as const;

/**
 * What two pictures are to each other; null: two works. A recolour has the lines and not the colours of the other, and is a version; a duplicate is one only
 * until `judgeCloser` has said so.
 */
export function judgePair(
  { lines, colours }: LikenessDistance,
  sizes: readonly [Size, Size],
  haveOneName: boolean,
): JudgedPair | null {
  const [a, b] = sizes;
  const isOneShape = Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= sameShape;
  const version = (haveOneName ? named : isOneShape ? versions : []).find((border) => lines <= border.lines);
  if (!version) return null;
  const isCandidate = isOneShape && lines <= mayBeCopy.lines && colours <= mayBeCopy.colours;
  return { kind: isCandidate ? 'duplicate' : 'version', sure: version.sure };
}

/**
 * What a pair is that may be a duplicate, once its pixels were compared: `difference` as largestDifference says. Another expression of a face differs in
 * one place, and is a version.
 */
export function judgeCloser({ sure }: JudgedPair, difference: number): JudgedPair {
  const copy = copies.find((border) => difference <= border.difference);
  return copy ? { kind: 'duplicate', sure: copy.sure } : { kind: 'version', sure };
}
