import type { Box } from '../../contract/geometry.ts';
import { iou, type ScoredBox } from './boxes.ts';
import type { SecondManifest } from './manifest.ts';

type Joining = SecondManifest['joining'];

/** What one or both detectors say of one place. */
interface Place {
  readonly own: ScoredBox | null;
  readonly theirs: ScoredBox | null;
}

/** A place with the probability that it is a face. */
export interface JudgedBox extends ScoredBox {
  /** The same if the picture is one head, see heads.ts. */
  readonly asHead: number;
}

/** Boxes of the two that overlap at least this much (IoU) are one place. */
const samePlaceIou = 0.3;
/** Scores further out than this say no more. */
const surest = 0.98;
/** From this score on the first detector's box is the better one. */
const ownBoxFrom = 0.5;

/** Whether the second detector is worth asking: the first is sure of nothing, or unsure of something. */
export function isUnsure(own: readonly ScoredBox[], asked: SecondManifest['asked']): boolean {
  return isLost(own, asked) || own.some(({ score }) => score >= asked.from && score < asked.to);
}

/** Whether the first detector is sure of nothing. */
export function isLost(own: readonly ScoredBox[], { to }: SecondManifest['asked']): boolean {
  return own.every(({ score }) => score < to);
}

/** A box of the second detector as the first would draw it. */
export function asOwnBox([x, y, width, height]: Box, { offset, size }: SecondManifest['correction']): Box {
  const centreX = x + width * (0.5 + offset[0]);
  const centreY = y + height * (0.5 + offset[1]);
  return [centreX - (width * size[0]) / 2, centreY - (height * size[1]) / 2, width * size[0], height * size[1]];
}

/**
 * Joins what two detectors found: each place once, with the probability that it is a face. What the second does not see is believed as
 * before, except in a picture of a style that the first does not know.
 */
export function joinOpinions(own: readonly ScoredBox[], theirs: readonly ScoredBox[], joining: Joining): JudgedBox[] {
  const places = pairUp(own, theirs);
  const isForeign = isForeignStyle(places, joining.foreign);
  return places
    .map((place) => ({
      box: boxOf(place, joining),
      score: probability(place, joining, isForeign),
      asHead: logistic(jointOdds(place, joining.head)),
    }))
    .sort((a, b) => b.score - a.score);
}

/** Whether the second detector is sure of faces that the first is unsure of, and they are a good part of all: one may always be a slip. */
function isForeignStyle(places: readonly Place[], { own, theirs, share }: Joining['foreign']): boolean {
  const foreign = places.filter((place) => scoreOf(place.theirs) >= theirs && scoreOf(place.own) < own).length;
  const known = places.filter((place) => scoreOf(place.own) >= ownBoxFrom).length;
  return foreign > 0 && foreign >= share * (foreign + known);
}

/** The same of the first detector alone, where the second was not asked. */
export function ownOpinion(own: readonly ScoredBox[], joining: Joining): JudgedBox[] {
  return joinOpinions(own, [], joining);
}

function pairUp(own: readonly ScoredBox[], theirs: readonly ScoredBox[]): Place[] {
  const pairs = own
    .flatMap((mine) => theirs.map((other) => ({ own: mine, theirs: other, overlap: iou(mine.box, other.box) })))
    .filter(({ overlap }) => overlap > samePlaceIou)
    .sort((a, b) => rank(b) - rank(a));
  const places: Place[] = [];
  const taken = new Set<ScoredBox>();
  for (const pair of pairs) {
    if (taken.has(pair.own) || taken.has(pair.theirs)) continue;
    taken.add(pair.own).add(pair.theirs);
    places.push(pair);
  }
  const alone = (boxes: readonly ScoredBox[]): ScoredBox[] => boxes.filter((one) => !taken.has(one));
  places.push(...alone(own).map((one) => ({ own: one, theirs: null })));
  places.push(...alone(theirs).map((one) => ({ own: null, theirs: one })));
  return places;
}

/** Boxes that lie on each other, the surer the better. */
function rank(pair: { own: ScoredBox; theirs: ScoredBox; overlap: number }): number {
  return pair.overlap * (0.2 + pair.own.score * pair.theirs.score);
}

function boxOf({ own, theirs }: Place, { seen }: Joining): Box {
  const isTheirs = own === null || (own.score < ownBoxFrom && scoreOf(theirs) >= seen);
  const best = isTheirs ? theirs : own;
  if (!best) throw new Error('a place that nobody saw');
  return best.box;
}

function scoreOf(seen: ScoredBox | null): number {
  return seen?.score ?? 0;
}

/** The most favourable of logistic models: of the first detector's score, of both, and of both in a style that the first does not know. */
function probability(place: Place, { alone, both, foreign, seen }: Joining, isForeign: boolean): number {
  const first = alone.own * logOdds(scoreOf(place.own)) + alone.shift;
  if (scoreOf(place.theirs) < seen) return logistic(isForeign ? first - foreign.doubt : first);
  const abroad = isForeign ? jointOdds(place, foreign.both) : -Infinity;
  return logistic(Math.max(first, jointOdds(place, both), abroad));
}

function jointOdds({ own, theirs }: Place, model: Joining['both']): number {
  return model.own * logOdds(scoreOf(own)) + model.theirs * logOdds(scoreOf(theirs)) + model.shift;
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function logOdds(score: number): number {
  const held = Math.min(surest, Math.max(1 - surest, score));
  return Math.log(held / (1 - held));
}
