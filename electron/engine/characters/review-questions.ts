import { cosine, typicalOf } from './centre.ts';

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
  /** That two sets of faces with this mean cosine are one character. */
  probability(cosine: number): number;
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
/** Every group is compared with this many of those most like it. */
const nearestGroups = 8;

/** Faces by their position in a group. */
interface Side<Id> {
  readonly group: ReviewGroup<Id>;
  readonly members: readonly number[];
  /** Of the vectors: the product of two sums, by the number of pairs, is the mean cosine. */
  readonly sum: Float32Array;
}

interface Candidate<Id> extends Pick<Question<Id>, 'about' | 'cosine' | 'probability'> {
  readonly a: Side<Id>;
  readonly b: Side<Id>;
  readonly worth: number;
}

/**
 * "Same character?", the most informative first: by the pairs of faces that an answer is expected to put right. For two
 * groups that is |a| · |b| · p, for a part of one group and the rest of it |a| · |b| · (1 − p). `left`: how many there are.
 */
export function reviewQuestions<Id>(
  groups: readonly ReviewGroup<Id>[],
  options: QuestionOptions<Id>,
): { questions: Question<Id>[]; left: number } {
  const largest = groups.toSorted((a, b) => b.faces.length - a.faces.length).slice(0, mostGroups);
  const candidates = [...betweenGroups(largest, options), ...largest.flatMap((group) => insideOf(group, options))];
  const open = candidates.filter(({ a, b, about }) => !options.settled(facesOf(a), facesOf(b), about));
  open.sort((x, y) => y.worth - x.worth);
  return { questions: open.slice(0, options.limit).map(toQuestion), left: open.length };
}

/** The pairs that could be one character, for each group with those most like it. */
function betweenGroups<Id>(groups: readonly ReviewGroup<Id>[], options: QuestionOptions<Id>): Candidate<Id>[] {
  const sides = groups.map((group) => sideOf(group, [...group.faces.keys()]));
  const near = sides.map((): Candidate<Id>[] => []);
  sides.forEach((a, k) => {
    for (let other = k + 1; other < sides.length; other += 1) {
      const b = sides[other] as Side<Id>;
      if (a.group.named && b.group.named) continue;
      const candidate = candidateOf(a, b, 'groups', options);
      if (!candidate) continue;
      near[k]?.push(candidate);
      near[other]?.push(candidate);
    }
  });
  const nearest = near.flatMap((all) => all.sort((x, y) => y.cosine - x.cosine).slice(0, nearestGroups));
  return [...new Set(nearest)];
}

/** Each part of a group against the rest of it, as long as that is the larger. */
function insideOf<Id>(group: ReviewGroup<Id>, options: QuestionOptions<Id>): Candidate<Id>[] {
  if (group.faces.length < smallestInside) return [];
  const whole = sideOf(group, [...group.faces.keys()]);
  return options.partsOf(group).flatMap((part) => {
    if (part.length * 2 > group.faces.length) return [];
    const b = sideOf(group, part);
    const inPart = new Set(part);
    const members = whole.members.filter((member) => !inPart.has(member));
    const rest = { group, members, sum: whole.sum.map((value, k) => value - (b.sum[k] as number)) };
    return candidateOf(rest, b, 'inside', options) ?? [];
  });
}

function candidateOf<Id>(
  a: Side<Id>,
  b: Side<Id>,
  about: Question<Id>['about'],
  { probability }: QuestionOptions<Id>,
): Candidate<Id> | null {
  const pairs = a.members.length * b.members.length;
  const similarity = cosine(a.sum, b.sum) / pairs;
  const p = probability(similarity);
  const wrong = about === 'groups' ? p : 1 - p;
  return wrong < leastDoubt ? null : { a, b, about, cosine: similarity, probability: p, worth: pairs * wrong };
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

function facesOf<Id>({ group, members }: Side<Id>): Id[] {
  return members.map((member) => group.faces[member] as Id);
}

function shownOf<Id>({ group, members }: Side<Id>): Id[] {
  const vectors = members.map((member) => group.vectors[member] as Float32Array);
  return typicalOf(vectors, shownFaces).map((k) => group.faces[members[k] as number] as Id);
}
