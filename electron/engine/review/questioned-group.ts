import { cosine } from '../vectors/centre.ts';
import { facesPutRight, type FaceSet, type Likeness } from './group-odds.ts';
import { Homes } from './question-homes.ts';
import { likenessTo, setOf, sideOf, type SampleFace, type Side } from './question-side.ts';
import { doubtfulParts, twoParts } from '../clustering/two-parts.ts';

/** Cosine: a part that is like the rest of its group by more than this above the linkage is surely of it. */
const doubtfulBelow = 0.2;
/** Parts that are looked at in one group. */
const mostParts = 200;
/** A larger group is taken apart once, and those of its faces that are least like it all the way. */
const mostTakenApart = 256;

/** Faces that are one group now, or a face without one. */
export interface ReviewGroup<Id> {
  readonly faces: readonly Id[];
  /** One for each face, unit length. Read once. */
  readonly vectors: readonly Float32Array[];
  /** Never doubted, and never asked about with another such group: an artist's character with a name. */
  readonly named: boolean;
}

/** A group with what its questions need, which stays the same as long as the group does. */
export interface QuestionedGroup<Id> extends Side {
  readonly faceIds: readonly Id[];
  readonly named: boolean;
  readonly homes: Homes<QuestionedGroup<Id>>;
  readonly parts: readonly QuestionedPart<Id>[];
}

/** A part of a group that could be another character, at most half of it. */
export interface QuestionedPart<Id> extends Side {
  readonly faceIds: readonly Id[];
  readonly homes: Homes<QuestionedGroup<Id>>;
  readonly rest: FaceSet;
  /** To the rest; worked out when it is first asked for. */
  likeness(): Likeness;
  /** Mean over the pairs across the part and the rest. */
  readonly cosine: number;
  /** Of more parts than can be looked at, those with most of it are. */
  readonly doubt: number;
}

export function questionedGroup<Id>({ faces, vectors, named }: ReviewGroup<Id>, linkage: number): QuestionedGroup<Id> {
  const side = sideOf(vectors);
  const parts = named ? [] : partsOf(side, faces, vectors, linkage);
  return { ...side, faceIds: faces, named, parts, homes: new Homes(side, linkage) };
}

function partsOf<Id>(
  whole: Side,
  faces: readonly Id[],
  vectors: readonly Float32Array[],
  linkage: number,
): QuestionedPart<Id>[] {
  if (faces.length < 2) return [];
  const doubtful = candidatesOf(whole, vectors, linkage).flatMap((members) => {
    const many = faces.length - members.length;
    if (members.length > many) return [];
    const part = sideOf(members.map((k) => vectors[k] as Float32Array));
    const similarity = (cosine(part.sum, whole.sum) - cosine(part.sum, part.sum)) / (members.length * many);
    const room = linkage + doubtfulBelow - similarity;
    return room <= 0 ? [] : [{ members, part, similarity, doubt: room * facesPutRight(members.length, many) }];
  });
  const most = doubtful.toSorted((a, b) => b.doubt - a.doubt).slice(0, mostParts);
  return most.map(({ members, part, similarity, doubt }) => {
    let likeness: Likeness | null = null;
    return {
      ...part,
      faceIds: members.map((k) => faces[k] as Id),
      homes: new Homes(part, linkage),
      rest: setOf(differenceOf(whole.sum, part.sum), faces.length - members.length),
      likeness: () => (likeness ??= likenessTo(part, sampleWithout(whole, members))),
      cosine: similarity,
      doubt,
    };
  });
}

/** Parts of a group that have a face that is not surely of it, as positions. */
function candidatesOf({ sum }: Side, vectors: readonly Float32Array[], linkage: number): (readonly number[])[] {
  const likeness = vectors.map((vector) => (cosine(vector, sum) - 1) / (vectors.length - 1));
  const isDoubtful = (k: number): boolean => (likeness[k] as number) < linkage + doubtfulBelow;
  if (vectors.length <= mostTakenApart) return doubtfulParts(vectors, isDoubtful);
  const least = [...vectors.keys()].sort((a, b) => (likeness[a] as number) - (likeness[b] as number));
  const apart = least.slice(0, mostTakenApart).filter(isDoubtful);
  const parts = doubtfulParts(apart.map((k) => vectors[k] as Float32Array)).map((part) =>
    part.map((k) => apart[k] as number),
  );
  return distinct([...(twoParts(vectors) ?? []), ...parts]);
}

function distinct(parts: readonly (readonly number[])[]): (readonly number[])[] {
  return [...new Map(parts.map((part) => [part.toSorted((a, b) => a - b).join(), part])).values()];
}

/** Without the part the centre is a little elsewhere, which changes next to nothing of who is most typical. */
function sampleWithout({ sample }: Side, members: readonly number[]): readonly SampleFace[] {
  const inPart = new Set(members);
  const rest = sample.filter(({ position }) => !inPart.has(position));
  return rest.length > 0 ? rest : sample;
}

function differenceOf(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, k) => value - (b[k] as number));
}
