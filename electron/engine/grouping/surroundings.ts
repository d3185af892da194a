import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { GroupingParts } from './grouping-parts.ts';

/** Groups larger than this are not taken apart for a few new faces. */
const largestTakenApart = 500;

/** The part of a library around what changed: its rows, and the groups that stay in one piece in it. */
export interface Surroundings {
  readonly rows: number[];
  readonly whole: ReadonlySet<CharacterId>;
}

/**
 * The rows that changed, the groups that they or their neighbours are in, taken apart to be grouped anew, and the groups next
 * to those, each in one piece.
 */
export function surroundings(parts: GroupingParts, touched: ReadonlySet<number>): Surroundings {
  const inner = withGroups(parts, withNeighbours(parts, touched));
  const outer = withGroups(parts, withNeighbours(parts, inner.rows));
  const whole = new Set([...outer.groups.keys()].filter((group) => !inner.groups.has(group)));
  for (const [group, size] of inner.groups) if (size > largestTakenApart) whole.add(group);
  return { rows: [...outer.rows].sort((a, b) => a - b), whole };
}

function withNeighbours({ graph, linkage }: GroupingParts, rows: Iterable<number>): Set<number> {
  const all = new Set(rows);
  for (const row of rows) for (const near of graph.of(row, linkage)) all.add(near);
  return all;
}

/** With all members of the groups of some rows; the groups by their size. */
function withGroups(
  { index, stores }: GroupingParts,
  rows: ReadonlySet<number>,
): { rows: Set<number>; groups: Map<CharacterId, number> } {
  const all = new Set<number>();
  const groups = new Map<CharacterId, number>();
  for (const row of rows) {
    const face = index.faceAt(row);
    if (face === undefined) continue;
    all.add(row);
    const group = stores.groupedFaces.characterOf(face);
    if (group === null || groups.has(group)) continue;
    const members = rowsOf(stores.characters.faceIds(group), index);
    groups.set(group, members.length);
    for (const member of members) all.add(member);
  }
  return { rows: all, groups };
}

function rowsOf(faces: readonly FaceId[], index: GroupingParts['index']): number[] {
  return faces.map((face) => index.rowOf(face)).filter((row) => row !== undefined);
}
