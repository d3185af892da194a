import { mostMoved } from '../../contract/api/review-api.ts';
import { logistic, logOdds } from '../vectors/log-odds.ts';
import { probabilityOf, type ProbabilityTable } from './probability.ts';
import type { Thresholds } from './find-nearest.ts';

/** What similarities mean: the borders of the bands, and how likely two faces are one character. */
export interface Calibration {
  readonly thresholds: Thresholds;
  readonly table: ProbabilityTable;
}

/** A question with its answer. */
export interface Answered {
  /** 0..1: how likely it was one character, as the model said. */
  readonly expected: number;
  readonly isSame: boolean;
}

/**
 * How much the model counts, in answers: as many as if it had said "one half" so often, and half of them had been one character.
 * On val (`npm run bench -- adapting`) `same` keeps a precision of .95 in every source with 80, not with 40.
 */
export const answersOfModel = 80;
/** Of odds, natural logarithm: 4.5 times as high, or as low. */
const mostShift = 1.5;
/** A model is never surer than this, in probability. */
const leastDoubt = 1e-4;
/** `maybe` stays this much below `same`, cosine, unless the model has them closer. */
const leastBand = 0.02;

/**
 * What the answers of one library say against the model: the shift of log odds, the same for all questions, that makes them most
 * likely, with the model as a prior (penalised maximum likelihood; MacKay, Information Theory, 2003, ch. 41). Which questions
 * were asked does not bend it, as long as each was judged by what the model said of it. 0 without answers.
 */
export function shiftOf(answers: readonly Answered[]): number {
  // In one order, whatever the order of answers: sums of floating-point numbers depend on it.
  const sorted = answers
    .map(({ expected, isSame }) => ({ odds: doubtfulOdds(expected), same: Number(isSame) }))
    .sort((a, b) => a.odds - b.odds || a.same - b.same);
  const slopeAt = (shift: number): number =>
    sorted.reduce(
      (sum, { odds, same }) => sum + same - logistic(odds + shift),
      answersOfModel * (0.5 - logistic(shift)),
    );
  // The slope falls from left to right.
  let [low, high] = [-mostShift, mostShift];
  if (sorted.length === 0) return 0;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (slopeAt(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.round(low * 1e4) / 1e4;
}

/** A probability whose log odds are higher by `shift`; certainty stays certain. */
export function shifted(probability: number, shift: number): number {
  const times = Math.exp(shift);
  return (probability * times) / (1 - probability + probability * times);
}

/** Moves the thresholds so that pairs at them are as likely one character as the model says of pairs at its own. */
export function shiftThresholds({ thresholds, table }: Calibration, shift: number): Thresholds {
  if (shift === 0) return thresholds;
  const { lowest, highest } = boundsOf(thresholds);
  const moved = (border: 'same' | 'maybe'): number => {
    const odds = oddsAt(thresholds[border], table);
    const to = thresholds[border] + cosineAt(odds - shift, table) - cosineAt(odds, table);
    return Math.min(highest[border], Math.max(lowest[border], to));
  };
  const same = moved('same');
  const band = Math.min(leastBand, thresholds.same - thresholds.maybe);
  return { same, maybe: Math.min(moved('maybe'), same - band) };
}

/** How much lower the odds of pairs at the model's `same` are than at another border: the shift where that means the same. */
export function shiftToBorder({ thresholds, table }: Calibration, same: number): number {
  return oddsAt(thresholds.same, table) - oddsAt(same, table);
}

/** The model's borders with another `same`. */
export function withSame({ same: original, maybe }: Thresholds, same: number): Thresholds {
  return { same, maybe: Math.min(maybe, same - Math.min(leastBand, original - maybe)) };
}

/** How far answers can move borders. */
export function boundsOf({ same, maybe }: Thresholds): { lowest: Thresholds; highest: Thresholds } {
  const at = (offset: number): Thresholds => {
    const within = (cosine: number): number => Math.min(1, Math.max(-1, cosine + offset));
    return { same: within(same), maybe: within(maybe) };
  };
  return { lowest: at(-mostMoved), highest: at(mostMoved) };
}

function doubtfulOdds(probability: number): number {
  return logOdds(Math.min(1 - leastDoubt, Math.max(leastDoubt, probability)));
}

function oddsAt(cosine: number, table: ProbabilityTable): number {
  return probabilityOf(cosine, oddsOf(table));
}

/** The lowest cosine at which the odds are at least these. */
function cosineAt(odds: number, table: ProbabilityTable): number {
  const points = oddsOf(table);
  const next = points.findIndex(([, value]) => value >= odds);
  const [to, high] = points[next] ?? points.at(-1) ?? [1, 0];
  const [from, low] = points[next - 1] ?? [to, high];
  return high === low ? to : from + ((to - from) * (odds - low)) / (high - low);
}

function oddsOf(table: ProbabilityTable): ProbabilityTable {
  return table.map(([cosine, probability]) => [cosine, doubtfulOdds(probability)] as const);
}
