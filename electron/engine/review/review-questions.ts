import { cosine } from '../vectors/centre.ts';
import { amongHomes, facesPutRight, homeOdds, ownOdds } from './group-odds.ts';
import { chanceOf, type Candidate, type QuestionAbout } from './candidate.ts';
import { outlookOf, promised, type Outlook } from './outlook.ts';
import { closenessAmong, type Home } from './question-homes.ts';
import type { Side } from './question-side.ts';
import { questionedGroup, type QuestionedGroup, type QuestionedPart, type ReviewGroup } from './questioned-group.ts';
import { inSlices } from '../flow/slices.ts';

export interface Question<Id> {
  /** All faces of a side. */
  readonly left: readonly Id[];
  readonly right: readonly Id[];
  /** The most typical faces of a side, at most five: what the artist sees. The first stands for it. */
  readonly leftShown: readonly Id[];
  readonly rightShown: readonly Id[];
  readonly about: QuestionAbout;
  /** Mean over the pairs across the sides. */
  readonly cosine: number;
  /** That it is one character. */
  readonly probability: number;
}

export interface QuestionOptions<Id> {
  readonly limit: number;
  /** Lowest mean cosine at which the machine takes two groups for one. */
  readonly linkage: number;
  /** Is it known already whether these sides are one character, or that it cannot be said? */
  settled(left: readonly Id[], right: readonly Id[], about: QuestionAbout): boolean;
  /** Whether these faces, all of a group, are what is asked about; without it, all are. */
  wanted?(faces: readonly Id[]): boolean;
}

/** What a look at the groups has brought. */
export interface Questions<Id> {
  readonly questions: readonly Question<Id>[];
  /** How many there are. */
  readonly left: number;
  /** Of the first of them; see `roundLength`. */
  readonly round: Outlook & { readonly questions: number };
}

/** Comparing each group with each other takes time by their square: the largest are worth the questions. */
export const mostGroups = 1_500;
/** Parts of all groups that are looked at, those that are least like their groups. */
const mostParts = 2_000;
/** Groups of fewer faces together are looked at in some tens of milliseconds. */
const facesAtOnce = 500;
const sidesAtOnce = 10;
const shownFaces = 5;
/** As many as are answered at one go. */
const roundLength = 20;
/** Where the machine is this sure to be right, an answer tells nothing. */
const leastDoubt = 0.01;
/** Faces: what is expected of less is not worth a question. */
const leastWorth = 0.02;
/** Every side is compared with this many of the groups nearest to it. */
const nearestHomes = 24;
/** A part is not asked about with a group that is more likely than this the same as the rest of its own. */
const mostLikelyTwice = 0.3;

type Group<Id> = QuestionedGroup<Id>;

/** The questions of a library: remembers what it worked out about groups for as long as they stay as they are. */
export class ReviewQuestions<Id> {
  #known = new Map<string, Group<Id>>();
  #linkage = Number.NaN;

  /**
   * "Same character?", sorted by how many faces an answer is expected to put right. Two groups: p · 2 |a| |b| / (|a| + |b|). A part of a
   * group and its rest: the same with 1 − p. A part that moves to another group: the sum of both.
   */
  find(groups: readonly ReviewGroup<Id>[], options: QuestionOptions<Id>): Questions<Id> {
    const all = this.#lookAt(groups, options.linkage);
    const doubtful = mostDoubtful(all);
    lookForHomes(all, doubtful);
    const pairs = aboutGroups(all, options);
    const parts = doubtful.flatMap(({ group, part }) => {
      if (options.settled(restOf(group, part), part.faceIds, 'inside')) return [];
      return aboutPart(group, part, pairs, options);
    });
    const possible = wantedOf([...pairs.values(), ...parts], options);
    const open = possible.filter(isWorthIt).sort((x, y) => y.worth - x.worth);
    const round = open.slice(0, roundLength);
    const faces = all.reduce((sum, group) => sum + (isWanted(group, options) ? group.faces : 0), 0);
    const outlook = promised(outlookOf(possible, round, { faces, share: (candidate) => shareOf(candidate, options) }));
    const questions = open.slice(0, options.limit).map(toQuestion);
    return { questions, left: open.length, round: { ...outlook, questions: round.length } };
  }

  /**
   * Works out what `find` needs of groups that it does not know, where they are many, and lets this thread answer calls in
   * between. A group whose vectors are not there any more is left out.
   */
  async prepare(groups: readonly ReviewGroup<Id>[], linkage: number): Promise<void> {
    this.#goBy(linkage);
    const unknown = largestOf(groups).filter((group) => !this.#known.has(keyOf(group)));
    if (unknown.reduce((all, { faces }) => all + faces.length, 0) < facesAtOnce) return;
    const isCurrent = (): boolean => linkage === this.#linkage;
    await inSlices(unknown.length, 1, (k) => {
      const group = unknown[k] as ReviewGroup<Id>;
      const { vectors } = group;
      if (!isCurrent()) return false;
      if (vectors.length === group.faces.length)
        this.#known.set(keyOf(group), questionedGroup({ ...group, vectors }, linkage));
      return undefined;
    });
    if (!isCurrent()) return;
    const all = [...this.#known.values()];
    const doubtful = mostDoubtful(all);
    lookForHomes(all, doubtful);
    const sides = [...all, ...doubtful.map(({ part }) => part)];
    await inSlices(sides.length, sidesAtOnce, (from, to) => {
      for (const { homes } of sides.slice(from, to)) homes.nearest(nearestHomes, () => true);
      return isCurrent();
    });
  }

  /** Largest first. */
  #lookAt(groups: readonly ReviewGroup<Id>[], linkage: number): Group<Id>[] {
    this.#goBy(linkage);
    const now = new Map(
      largestOf(groups).map((group) => {
        const key = keyOf(group);
        return [key, this.#known.get(key) ?? questionedGroup(group, linkage)] as const;
      }),
    );
    this.#known = now;
    return [...now.values()];
  }

  #goBy(linkage: number): void {
    if (linkage !== this.#linkage) this.#known = new Map();
    this.#linkage = linkage;
  }
}

function isWanted<Id>(
  { faceIds }: Side & { readonly faceIds: readonly Id[] },
  { wanted }: QuestionOptions<Id>,
): boolean {
  return wanted?.(faceIds) ?? true;
}

function wantedOf<Id>(candidates: readonly Candidate<Id>[], options: QuestionOptions<Id>): readonly Candidate<Id>[] {
  return options.wanted ? candidates.filter((candidate) => shareOf(candidate, options) > 0) : candidates;
}

/** Both sides gain as much from being joined. */
function shareOf<Id>({ left, right }: Candidate<Id>, options: QuestionOptions<Id>): number {
  return (Number(isWanted(left, options)) + Number(isWanted(right, options))) / 2;
}

/** Questions about two groups, seen from both of them. */
class Pairs<Id> {
  readonly #ranks: ReadonlyMap<Group<Id>, number>;
  readonly #candidates = new Map<number, Candidate<Id>>();

  /** `groups`: largest first. */
  constructor(groups: readonly Group<Id>[]) {
    this.#ranks = new Map(groups.map((group, rank) => [group, rank]));
  }

  inOrder(a: Group<Id>, b: Group<Id>): [larger: Group<Id>, smaller: Group<Id>] {
    return this.#rank(a) < this.#rank(b) ? [a, b] : [b, a];
  }

  set(candidate: Candidate<Id> & { readonly right: Group<Id> }): void {
    this.#candidates.set(this.#key(candidate.left, candidate.right), candidate);
  }

  values(): Iterable<Candidate<Id>> {
    return this.#candidates.values();
  }

  /** That the two groups are one character; undefined: not to be asked. */
  probability(a: Group<Id>, b: Group<Id>): number | undefined {
    return this.#candidates.get(this.#key(...this.inOrder(a, b)))?.probability;
  }

  #rank(group: Group<Id>): number {
    return this.#ranks.get(group) ?? 0;
  }

  #key(larger: Group<Id>, smaller: Group<Id>): number {
    return this.#rank(larger) * mostGroups + this.#rank(smaller);
  }
}

/** Each group with those it could be one with. Of two groups the smaller one is looked at: it has one home at most. */
function aboutGroups<Id>(groups: readonly Group<Id>[], options: QuestionOptions<Id>): Pairs<Id> {
  const pairs = new Pairs(groups);
  // Largest first: what is seen from the smaller side comes last and stays.
  for (const group of groups) {
    const homes = group.homes.nearest(nearestHomes, (other) => {
      const [larger, smaller] = pairs.inOrder(group, other);
      if (larger.named && smaller.named) return false;
      return !options.settled(larger.faceIds, smaller.faceIds, 'groups');
    });
    const odds = homes.map((home) => homeOdds(home.likeness, home.group, group, options.linkage));
    amongHomes(odds).forEach((probability, k) => {
      const [left, right] = pairs.inOrder(group, (homes[k] as Home<Group<Id>>).group);
      pairs.set({
        about: 'groups',
        left,
        right,
        probability,
        gains: { split: 0, joined: facesPutRight(left.faces, right.faces) },
        worth: probability * facesPutRight(left.faces, right.faces),
      });
    });
  }
  return pairs;
}

function largestOf<Id>(groups: readonly ReviewGroup<Id>[]): ReviewGroup<Id>[] {
  return groups.toSorted((a, b) => b.faces.length - a.faces.length).slice(0, mostGroups);
}

/** Of lists of faces: a list is the same as long as its group is. */
const keys = new WeakMap<readonly unknown[], string>();

function keyOf<Id>({ named, faces }: ReviewGroup<Id>): string {
  const key = keys.get(faces) ?? faces.join();
  keys.set(faces, key);
  return `${named} ${key}`;
}

interface PartOf<Id> {
  readonly group: Group<Id>;
  readonly part: QuestionedPart<Id>;
}

function lookForHomes<Id>(groups: readonly Group<Id>[], parts: readonly PartOf<Id>[]): void {
  const sides = [...groups, ...parts.map(({ part }) => part)];
  const fresh = sides.filter(({ homes }) => homes.isNew).length;
  const closenessOf = closenessAmong(sides, fresh * groups.length);
  const alive = new Set(groups);
  for (const group of groups) group.homes.look(alive, group, closenessOf);
  for (const { group, part } of parts) part.homes.look(alive, group, closenessOf);
}

/** The parts that are least like the rest of their groups, for how many faces they are. */
function mostDoubtful<Id>(groups: readonly Group<Id>[]): PartOf<Id>[] {
  const parts = groups.flatMap((group) => group.parts.map((part) => ({ group, part })));
  return parts.length <= mostParts ? parts : parts.toSorted((x, y) => y.part.doubt - x.part.doubt).slice(0, mostParts);
}

/** Whether a part stays in its group, and where else it could belong. */
function aboutPart<Id>(
  group: Group<Id>,
  part: QuestionedPart<Id>,
  pairs: Pairs<Id>,
  options: QuestionOptions<Id>,
): Candidate<Id>[] {
  const homes = part.homes.nearest(nearestHomes, (home) => !options.settled(home.faceIds, part.faceIds, 'part'));
  const own = ownOdds(part.likeness(), part.rest, part, options.linkage);
  const odds = homes.map((home) => homeOdds(home.likeness, home.group, part, options.linkage));
  const [stays = 0, ...moves] = amongHomes([own, ...odds]);
  const split = facesPutRight(part.faces, part.rest.faces);
  const moved = moves.flatMap((probability, k): Candidate<Id>[] => {
    const left = (homes[k] as Home<Group<Id>>).group;
    // To the larger side only: it would take a part of its own character away.
    if (left.faces < part.faces) return [];
    const both = stays * (pairs.probability(group, left) ?? likelyOne(group, left, options.linkage));
    const twice = both / (both + probability);
    if (twice > mostLikelyTwice) return [];
    const gains = { split: (1 - 2 * twice) * split, joined: facesPutRight(part.faces, left.faces) };
    return [
      { about: 'part', left, right: part, probability, gains, worth: probability * (gains.split + gains.joined) },
    ];
  });
  const stay = { about: 'inside', left: group, right: part, probability: stays } as const;
  return [{ ...stay, gains: { split, joined: 0 }, worth: (1 - stays) * split }, ...moved];
}

/** By how alike they are, whatever was answered: an answer about two faces can be wrong about the others of mixed groups. */
function likelyOne<Id>(a: Group<Id>, b: Group<Id>, linkage: number): number {
  const [larger, smaller] = a.faces < b.faces ? [b, a] : [a, b];
  const likeness = smaller.homes.likenessTo(larger);
  return likeness ? (amongHomes([homeOdds(likeness, larger, smaller, linkage)])[0] as number) : 0;
}

function isWorthIt<Id>(candidate: Candidate<Id>): boolean {
  return chanceOf(candidate) >= leastDoubt && candidate.worth >= leastWorth;
}

function restOf<Id>(group: Group<Id>, part: QuestionedPart<Id>): Id[] {
  const inPart = new Set(part.faceIds);
  return group.faceIds.filter((face) => !inPart.has(face));
}

function toQuestion<Id>({ about, left, right, probability }: Candidate<Id>): Question<Id> {
  const rightShown = shownOf(right);
  const sides = { right: right.faceIds, rightShown, about, probability };
  if (about !== 'inside')
    return { ...sides, left: left.faceIds, leftShown: shownOf(left), cosine: meanCosine(left, right) };
  const part = right as QuestionedPart<Id>;
  const inPart = new Set(part.faceIds);
  const leftShown = typicalOf(left, left.faces)
    .filter((face) => !inPart.has(face))
    .slice(0, shownFaces);
  return { ...sides, left: restOf(left, part), leftShown, cosine: part.cosine };
}

function meanCosine(a: Side, b: Side): number {
  return cosine(a.sum, b.sum) / (a.faces * b.faces);
}

function shownOf<Id>(side: Group<Id> | QuestionedPart<Id>): Id[] {
  return typicalOf(side, shownFaces);
}

function typicalOf<Id>({ byTypicality, faceIds }: Group<Id> | QuestionedPart<Id>, count: number): Id[] {
  return byTypicality.slice(0, count).map((k) => faceIds[k] as Id);
}
