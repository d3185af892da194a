import type { ChangedGroups, GroupingOptions, RegroupMove, RegroupPreview } from '../../contract/api/grouping-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { GroupToBe } from './destinations.ts';
import type { Placed } from './keep-in-place.ts';

/** More changes than this nobody looks through. */
const most = 200;
const mostShown = 12;

/** Faces that are together now and would be together: `from` null and `to` null are faces without a group. */
interface Part {
  readonly from: CharacterId | null;
  readonly to: GroupToBe | null;
  readonly faces: readonly FaceId[];
}

/** Compares where faces are with what their groups would be. Node k of the groups is face k. */
export function regroupPreview(
  options: GroupingOptions,
  faces: readonly Placed[],
  groups: readonly GroupToBe[],
): RegroupPreview {
  const parts = partsOf(faces, groups);
  const changes = changesOf(parts);
  return {
    options,
    before: sizesAtLeastTwo(faces),
    after: groups.filter(({ isGroup, nodes }) => isGroup && nodes.length > 1).length,
    moved: parts.reduce((sum, part) => sum + (stays(part) ? 0 : part.faces.length), 0),
    changes: changes.slice(0, most),
    moreChanges: Math.max(0, changes.length - most),
  };
}

function stays({ from, to }: Part): boolean {
  return to === null ? from === null : from !== null && from === to.character;
}

function partsOf(faces: readonly Placed[], groups: readonly GroupToBe[]): Part[] {
  return groups.flatMap((group) => {
    const to = group.isGroup ? group : null;
    const parts = Map.groupBy(group.nodes, (node) => faces[node]?.character ?? null);
    return [...parts].map(([from, nodes]) => ({ from, to, faces: nodes.map((node) => (faces[node] as Placed).id) }));
  });
}

function sizesAtLeastTwo(faces: readonly Placed[]): number {
  const sizes = Map.groupBy(faces, ({ character }) => character);
  return [...sizes].filter(([character, members]) => character !== null && members.length > 1).length;
}

/** Groups that give faces to one another are one change; those that move most faces first. */
function changesOf(parts: readonly Part[]): ChangedGroups[] {
  const changes = connected(parts)
    .filter((some) => some.some((part) => !stays(part)))
    .map(changeOf);
  const moved = ({ moves }: ChangedGroups): number => moves.reduce((sum, { faces }) => sum + faces.length, 0);
  return changes.sort((a, b) => moved(b) - moved(a) || firstFace(a.moves[0]) - firstFace(b.moves[0]));
}

/** The parts that share a group before or after, each set of them. */
function connected(parts: readonly Part[]): Part[][] {
  const byFrom = Map.groupBy(parts, ({ from }) => from);
  const byTo = Map.groupBy(parts, ({ to }) => to);
  const seen = new Set<Part>();
  return parts.flatMap((start) => {
    if (seen.has(start)) return [];
    const set: Part[] = [];
    const open = [start];
    for (let part = open.pop(); part; part = open.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      set.push(part);
      // Faces without a group have nothing in common.
      if (part.from !== null) open.push(...(byFrom.get(part.from) ?? []));
      if (part.to !== null) open.push(...(byTo.get(part.to) ?? []));
    }
    return [set];
  });
}

function changeOf(parts: readonly Part[]): ChangedGroups {
  const before = [...Map.groupBy(parts, ({ from }) => from)].flatMap(([character, some]) =>
    character === null ? [] : [{ character, ...sizeOf(some) }],
  );
  const groups = [...Map.groupBy(parts, ({ to }) => to)].flatMap(([to, some]) =>
    to === null ? [] : [{ to, after: { character: to.character, ...sizeOf(some) } }],
  );
  const largest = (a: { faces: number }, b: { faces: number }): number => b.faces - a.faces;
  groups.sort((a, b) => largest(a.after, b.after));
  const moves = parts
    .filter((part) => !stays(part))
    .map(({ from, to, faces }): RegroupMove => {
      return { from, to: to && groups.findIndex((group) => group.to === to), faces };
    });
  return {
    before: before.sort(largest),
    after: groups.map(({ after }) => after),
    moves: moves.sort((a, b) => b.faces.length - a.faces.length || firstFace(a) - firstFace(b)),
  };
}

/** How many faces these parts have together; shown first are those that stay. */
function sizeOf(parts: readonly Part[]): { faces: number; show: FaceId[] } {
  const sorted = parts.toSorted(
    (a, b) => Number(stays(b)) - Number(stays(a)) || b.faces.length - a.faces.length || firstFace(a) - firstFace(b),
  );
  const faces = sorted.flatMap((part) => part.faces);
  return { faces: faces.length, show: faces.slice(0, mostShown) };
}

function firstFace(some: { readonly faces: readonly FaceId[] } | undefined): number {
  return some?.faces[0] ?? 0;
}
