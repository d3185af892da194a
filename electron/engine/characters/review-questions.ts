import { cosine, typicalOf } from './centre.ts';
import { amongHomes, facesPutRight, groupOdds, logOdds } from './group-odds.ts';

/** Faces that are one group now, or a face without one. */
export interface ReviewGroup<Id> {
  readonly faces: readonly Id[];
  /** One for each face, unit length. */
  readonly vectors: readonly Float32Array[];
  /** Never asked about with another such group: an artist's character with a name. */
  readonly named: boolean;
}

export interface Question<Id> {
  /** All faces of a side. */
  readonly left: readonly Id[];
  readonly right: readonly Id[];
  /** The most typical faces of a side, at most five: what the artist sees. The first stands for it. */
  readonly leftShown: readonly Id[];
  readonly rightShown: readonly Id[];
  /** `inside`: both sides are one group now, `right` the smaller part. */
  readonly about: 'groups' | 'inside';
  /** Mean over the pairs across the sides. */
  readonly cosine: number;
  /** That it is one character. */
  readonly probability: number;
}

export interface QuestionOptions<Id> {
  readonly limit: number;
  /** Lowest mean cosine at which the machine takes two groups for one. */
  readonly linkage: number;
  /** The parts of a group that could be another character, as positions: see doubtfulParts. */
  partsOf(group: ReviewGroup<Id>): readonly (readonly number[])[];
  /** Is it known already whether these sides are one character, or that it cannot be said? */
  settled(left: readonly Id[], right: readonly Id[], about: Question<Id>['about']): boolean;
}

/** Comparing each group with each other takes time by their square: the largest are worth the questions. */
export const mostGroups = 1_500;
/** Groups smaller than this have no inside. */
const smallestInside = 3;
const shownFaces = 5;
/** Where the machine is this sure to be right, an answer tells nothing. */
const leastDoubt = 0.01;
/** Faces: what is expected of less is not worth a question. */
const leastWorth = 0.05;
/** Every group is compared with this many of those most like it. */
const nearestGroups = 8;
/** Cosine: below the linkage by more than this, groups are not compared any further. */
const furthest = 0.25;

/** Faces by their position in a group. */
interface Members<Id> {
  readonly group: ReviewGroup<Id>;
  readonly members: readonly number[];
}

interface Side<Id> extends Members<Id> {
  /** Of the vectors: the product of two sums, by the number of pairs, is the mean cosine. */
  readonly sum: Float32Array;
}

interface Candidate<Id> extends Pick<Question<Id>, 'about' | 'cosine' | 'probability'> {
  readonly a: Members<Id>;
  readonly b: Members<Id>;
  readonly worth: number;
}

/**
 * "Same character?", the most informative first: by the faces that an answer is expected to put right, which for two groups is
 * p · 2 |a| |b| / (|a| + |b|), for a part of one group and the rest of it the same with 1 − p. `left`: how many there are.
 */
export function reviewQuestions<Id>(
  groups: readonly ReviewGroup<Id>[],
  options: QuestionOptions<Id>,
): { questions: Question<Id>[]; left: number } {
  const largest = groups.toSorted((a, b) => b.faces.length - a.faces.length).slice(0, mostGroups);
  const sides = largest.map((group) => sideOf(group, [...group.faces.keys()]));
  const open = [...betweenGroups(sides, options), ...sides.flatMap((side) => insideOf(side, options))];
  open.sort((x, y) => y.worth - x.worth);
  return { questions: open.slice(0, options.limit).map(toQuestion), left: open.length };
}

/** A group next to another one. */
interface Near {
  readonly at: number;
  readonly cosine: number;
}

/** Each group with those most like it. Of two groups the smaller one is looked at: it has one home at most. */
function betweenGroups<Id>(sides: readonly Side<Id>[], options: QuestionOptions<Id>): Candidate<Id>[] {
  const cohesions = sides.map(cohesionOf);
  const near = nearestOf(sides, options.linkage);
  const candidates = new Map<string, Candidate<Id>>();
  // Largest first: what is seen from the smaller side comes last and stays.
  sides.forEach((_, at) => {
    const homes = homesOf(near[at] ?? [], (other) =>
      mayAsk(sides[Math.min(at, other)] as Side<Id>, sides[Math.max(at, other)] as Side<Id>, options),
    );
    const odds = homes.map(({ at: other, cosine: similarity }) => {
      const larger = Math.min(at, other);
      const faces = (sides[larger] as Side<Id>).members.length;
      const smaller = (sides[Math.max(at, other)] as Side<Id>).members.length;
      return groupOdds({ cosine: similarity, cohesion: cohesions[larger] ?? null, faces }, smaller, options.linkage);
    });
    amongHomes(odds).forEach((probability, k) => {
      const home = homes[k] as Near;
      const [larger, smaller] = [Math.min(at, home.at), Math.max(at, home.at)];
      const [a, b] = [sides[larger] as Side<Id>, sides[smaller] as Side<Id>];
      const worth = probability * facesPutRight(a.members.length, b.members.length);
      candidates.set(`${larger}-${smaller}`, { a, b, about: 'groups', cosine: home.cosine, probability, worth });
    });
  });
  return [...candidates.values()].filter(({ probability, worth }) => isWorthIt(probability, worth));
}

function homesOf(near: readonly Near[], mayAskAbout: (at: number) => boolean): Near[] {
  const homes: Near[] = [];
  for (const home of near) {
    if (homes.length === nearestGroups) break;
    if (mayAskAbout(home.at)) homes.push(home);
  }
  return homes;
}

function mayAsk<Id>(larger: Side<Id>, smaller: Side<Id>, { settled }: QuestionOptions<Id>): boolean {
  if (larger.group.named && smaller.group.named) return false;
  return !settled(larger.group.faces, smaller.group.faces, 'groups');
}

/** The others of each side that it could be one with, nearest first. */
function nearestOf<Id>(sides: readonly Side<Id>[], linkage: number): Near[][] {
  const near = sides.map((): Near[] => []);
  const lowest = linkage - furthest;
  sides.forEach((a, at) => {
    for (let other = at + 1; other < sides.length; other += 1) {
      const b = sides[other] as Side<Id>;
      const similarity = cosine(a.sum, b.sum) / (a.members.length * b.members.length);
      if (similarity < lowest) continue;
      near[at]?.push({ at: other, cosine: similarity });
      near[other]?.push({ at, cosine: similarity });
    }
  });
  for (const list of near) list.sort((x, y) => y.cosine - x.cosine);
  return near;
}

/** Each part of a group against the rest of it, as long as that is the larger. */
function insideOf<Id>(whole: Side<Id>, options: QuestionOptions<Id>): Candidate<Id>[] {
  const { group } = whole;
  if (group.faces.length < smallestInside) return [];
  const cohesion = cohesionOf(whole);
  return options.partsOf(group).flatMap((part) => {
    const [few, many] = [part.length, group.faces.length - part.length];
    if (few > many) return [];
    const b = sideOf(group, part);
    const similarity = (cosine(b.sum, whole.sum) - cosine(b.sum, b.sum)) / (few * many);
    const [stays] = amongHomes([logOdds({ cosine: similarity, cohesion, faces: many }, options.linkage)]) as [number];
    const worth = (1 - stays) * facesPutRight(few, many);
    if (!isWorthIt(1 - stays, worth)) return [];
    const inPart = new Set(part);
    const a = { group, members: whole.members.filter((member) => !inPart.has(member)) };
    if (options.settled(facesOf(a), facesOf(b), 'inside')) return [];
    return [{ a, b, about: 'inside' as const, cosine: similarity, probability: stays, worth }];
  });
}

function isWorthIt(wrong: number, worth: number): boolean {
  return wrong >= leastDoubt && worth >= leastWorth;
}

/** Mean over the pairs inside; null where there are none. */
function cohesionOf<Id>({ members, sum }: Side<Id>): number | null {
  const count = members.length;
  return count < 2 ? null : (cosine(sum, sum) - count) / (count * (count - 1));
}
function toQuestion<Id>({ a, b, about, cosine: similarity, probability }: Candidate<Id>): Question<Id> {
  const sides = { left: facesOf(a), right: facesOf(b), leftShown: shownOf(a), rightShown: shownOf(b) };
  return { ...sides, about, cosine: similarity, probability };
}

function sideOf<Id>(group: ReviewGroup<Id>, members: readonly number[]): Side<Id> {
  const sum = new Float32Array(group.vectors[0]?.length ?? 0);
  for (const member of members) {
    const vector = group.vectors[member] as Float32Array;
    for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] as number) + (vector[k] as number);
  }
  return { group, members, sum };
}

function facesOf<Id>({ group, members }: Members<Id>): Id[] {
  return members.map((member) => group.faces[member] as Id);
}

function shownOf<Id>({ group, members }: Members<Id>): Id[] {
  const vectors = members.map((member) => group.vectors[member] as Float32Array);
  return typicalOf(vectors, shownFaces).map((k) => group.faces[members[k] as number] as Id);
}
