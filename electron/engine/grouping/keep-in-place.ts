import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { FacePair } from '../store/facts.ts';
import type { GroupToBe } from './destinations.ts';
import { joined, keyOf, type FaceOf, type Stays } from './in-place.ts';

/** Where a face is now. */
export interface Placed {
  readonly id: FaceId;
  readonly character: CharacterId | null;
}

/** The faces that go from one place to another. */
interface Move {
  readonly from: CharacterId | null;
  readonly to: GroupToBe;
  readonly faces: readonly FaceId[];
}

/** Who is to stay, and what has to be known of it. */
export interface Staying {
  readonly stay: ReadonlySet<FaceId>;
  /** The characters that are an artist's. */
  readonly artists: ReadonlySet<CharacterId>;
  readonly near: Near;
}

/**
 * The nearest neighbours of a face, by which it would come into a group: of a large group only these are kept apart from it, as the pairs
 * with all would be millions. Without it, all are.
 */
type Near = ((face: FaceId) => readonly FaceId[]) | undefined;

/** Up to this many pairs, a face is kept apart from every face of a group. */
const mostPairs = 4_096;

/**
 * Which decisions keep `stay` out of the groups that they would go to. A face of a group of the machine is linked to what stays of
 * it; a face without a group is linked to nothing. Node k of `groups` is `placed[k]`.
 */
export function staysOf(placed: readonly Placed[], groups: readonly GroupToBe[], staying: Staying): Stays {
  const { stay } = staying;
  const faceAt = (node: number): FaceId => (placed[node] as Placed).id;
  const moves = groups.flatMap((to): Move[] => {
    const nodes = to.nodes.filter((node) => stay.has(faceAt(node)) && isMoved(placed[node] as Placed, to));
    const byOrigin = Map.groupBy(nodes, (node) => (placed[node] as Placed).character);
    return [...byOrigin].map(([from, some]) => ({ from, to, faces: some.map(faceAt) }));
  });
  const remaining = remainingFaces(placed, groups);
  return joined(moves.map((move) => staysOfMove(move, staying, remaining, move.to.nodes.map(faceAt))));
}

function isMoved({ character }: Placed, to: GroupToBe): boolean {
  return to.isGroup ? character === null || character !== to.character : character !== null;
}

function staysOfMove(
  { from, to, faces }: Move,
  { artists, near }: Staying,
  remaining: ReadonlyMap<CharacterId, FaceId>,
  members: readonly FaceId[],
): Stays {
  const target = to.isGroup ? to.character : null;
  const isBarred = target !== null && artists.has(target);
  const own = from !== null && artists.has(from);
  const anchor = from === null || own ? undefined : remaining.get(from);
  const chain = from === null || own ? [] : [...(anchor === undefined ? [] : [anchor]), ...faces];
  return {
    suggested: own ? faces.map((face): FaceOf => [face, from]) : [],
    rejected: isBarred ? faces.map((face): FaceOf => [face, target]) : [],
    together: chain.slice(1).map((face, at): FacePair => [chain[at] as FaceId, face]),
    apart: isBarred || !to.isGroup ? [] : apartFrom(faces, members, from === null, near),
  };
}

/** `alone`: from each other too. */
function apartFrom(faces: readonly FaceId[], members: readonly FaceId[], alone: boolean, near: Near): FacePair[] {
  const moving = new Set(faces);
  const others = members.filter((face) => !moving.has(face));
  const isMany = faces.length * (others.length + (alone ? faces.length : 0)) > mostPairs;
  if (isMany && near) return nearPairs(moving, new Set(others), alone, near);
  return faces.flatMap((face, at) => {
    const apart = alone ? [...others, ...faces.slice(at + 1)] : others;
    return apart.map((other): FacePair => [face, other]);
  });
}

/** Of the same pairs those of neighbours, seen from either end. */
function nearPairs(
  moving: ReadonlySet<FaceId>,
  others: ReadonlySet<FaceId>,
  alone: boolean,
  near: NonNullable<Near>,
): FacePair[] {
  const found = [...moving, ...others]
    .flatMap((face) => near(face).map((other): FacePair => (moving.has(face) ? [face, other] : [other, face])))
    .filter(([face, other]) => moving.has(face) && (others.has(other) || (alone && moving.has(other))));
  return [...new Map(found.map((pair) => [keyOf(pair), pair])).values()];
}

/** Of each group that goes on a face that stays in it. */
function remainingFaces(placed: readonly Placed[], groups: readonly GroupToBe[]): Map<CharacterId, FaceId> {
  const remaining = new Map<CharacterId, FaceId>();
  for (const { character, isGroup, nodes } of groups) {
    const node = isGroup && character !== null ? nodes.find((at) => placed[at]?.character === character) : undefined;
    if (node !== undefined && character !== null) remaining.set(character, (placed[node] as Placed).id);
  }
  return remaining;
}
