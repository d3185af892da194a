import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { Decisions } from '../store/facts.ts';
import type { MemberFace } from '../store/faces/grouped-faces.ts';
import type { NodePair } from '../clustering/face-graph.ts';
import type { GroupRequest } from '../clustering/group-rows.ts';
import type { GroupingParts } from './grouping-parts.ts';
import { isNothing, nothingStays, withStays, type Stays } from './in-place.ts';
import type { Surroundings } from './surroundings.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

/** Rows to group, with what is to be known to write the result down. Node k is face `faces[k]`. */
export interface MemberRequest extends GroupRequest {
  readonly fixed: Int32Array;
  readonly faces: readonly FaceId[];
  /** Where each is now. */
  readonly memberships: readonly MemberFace[];
  /** The group of the machine that each is in; 0: none. */
  readonly previous: readonly number[];
  /** All faces of the library. */
  readonly isWhole: boolean;
}

/** What the artist decided, and would decide, and where faces are, for all faces or those of a part of the library. */
export function requestFor(
  parts: GroupingParts,
  part: Surroundings | null,
  stays: Stays = nothingStays,
): MemberRequest {
  const { index, graph, stores, linkage } = parts;
  const known = part ? stores.groupedFaces.membershipsOf(facesAt(index, part.rows)) : stores.groupedFaces.memberships();
  const memberships = known.filter(({ id }) => index.has(id));
  const faces = memberships.map(({ id }) => id);
  const rows = Int32Array.from(faces, (face) => index.rowOf(face) as number);
  const decided = stores.facts.decisions(part ? faces : undefined);
  const decisions = isNothing(stays) ? decided : withStays(decided, stays);
  const pictures = rows.map((row) => index.pictures[row] as number);
  const artists = new Set<CharacterId>(stores.characters.confirmed());
  return {
    rows,
    faces,
    memberships,
    lists: graph.lists,
    linkage,
    isWhole: part === null,
    ...(parts.picturesApart ? { pictures } : { pictures: [], sheets: pictures }),
    // A character of an artist lives on in what it holds, never in what the machine had suggested for it.
    previous: memberships.map(({ character }) => (character === null || artists.has(character) ? 0 : character)),
    fixed: Int32Array.from(faces, (face) => decisions.held.get(face) ?? -1),
    ...pairsOf(decisions, faces),
    ...(part ? { start: startOf(memberships, part.whole) } : {}),
  };
}

function facesAt(index: VectorIndex, rows: readonly number[]): FaceId[] {
  return rows.map((row) => index.faceAt(row)).filter((face) => face !== undefined);
}

/** The groups that stay in one piece. */
function startOf(memberships: readonly MemberFace[], whole: ReadonlySet<CharacterId>): Int32Array {
  return Int32Array.from(memberships, ({ character }) => (character !== null && whole.has(character) ? character : -1));
}

/** Decisions about pairs, as pairs of nodes of the graph. Pairs with a face that is not in the graph are left out. */
function pairsOf({ mustLink, cannotLink, rejected }: Decisions, faces: readonly FaceId[]) {
  const nodes = new Map(faces.map((face, node) => [face, node]));
  const nodesOf = ([a, b]: readonly [FaceId, FaceId]): NodePair[] => {
    const pair = [nodes.get(a), nodes.get(b)] as const;
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]]];
  };
  const barred = rejected.flatMap(([face, character]): NodePair[] => {
    const node = nodes.get(face);
    return node === undefined ? [] : [[node, character]];
  });
  return { together: mustLink.flatMap(nodesOf), apart: cannotLink.flatMap(nodesOf), barred };
}
