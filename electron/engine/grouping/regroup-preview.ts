import type { FallenGroup, GroupingOptions, MergedGroups, RegroupPreview } from '../../contract/grouping-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { GroupToBe } from './destinations.ts';

const most = 60;
const mostShown = 12;

/** Where a face is now. */
interface Placed {
  readonly id: FaceId;
  readonly character: CharacterId | null;
}

/** Faces that are together now and would be together: `from` null and `to` null are faces without a group. */
interface Part {
  readonly from: CharacterId | null;
  readonly to: GroupToBe | null;
  readonly faces: FaceId[];
}

/** Compares where faces are with what their groups would be. Node k of the groups is face k. */
export function regroupPreview(
  options: GroupingOptions,
  faces: readonly Placed[],
  groups: readonly GroupToBe[],
): RegroupPreview {
  const parts = partsOf(faces, groups);
  const stays = ({ from, to }: Part): boolean => (to === null ? from === null : from !== null && from === to.character);
  return {
    options,
    before: sizesAtLeastTwo(faces),
    after: groups.filter(({ isGroup, nodes }) => isGroup && nodes.length > 1).length,
    moved: parts.reduce((sum, part) => sum + (stays(part) ? 0 : part.faces.length), 0),
    merged: mergedOf(parts),
    split: splitOf(parts),
  };
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

/** The groups of which at least two would go, each as a whole or with most of its faces, into one. */
function mergedOf(parts: readonly Part[]): MergedGroups[] {
  const sizes = new Map<CharacterId | null, number>();
  for (const { from, faces } of parts) sizes.set(from, (sizes.get(from) ?? 0) + faces.length);
  const isMost = ({ from, faces }: Part): boolean => from !== null && faces.length * 2 > (sizes.get(from) ?? 0);
  const byGroup = Map.groupBy(parts.filter(isMost), ({ to }) => to);
  const merged = [...byGroup].flatMap(([to, some]) => {
    if (to === null || some.length < 2) return [];
    const sorted = some.toSorted((a, b) => b.faces.length - a.faces.length || Number(a.from) - Number(b.from));
    const faces = sorted.reduce((sum, part) => sum + part.faces.length, 0);
    return [
      {
        characters: sorted.map(({ from }) => from as CharacterId),
        faces,
        show: firstOf(sorted),
        largest: sorted[0]?.faces.length ?? 0,
      },
    ];
  });
  merged.sort(
    (a, b) => b.faces - b.largest - (a.faces - a.largest) || Number(a.characters[0]) - Number(b.characters[0]),
  );
  return merged.slice(0, most).map(({ characters, faces, show }) => ({ characters, faces, show }));
}

/** Faces that would be without a group are a part each. */
function splitOf(parts: readonly Part[]): FallenGroup[] {
  const fallen = [...Map.groupBy(parts, ({ from }) => from)].flatMap(([character, some]) => {
    if (character === null || some.length < 2) return [];
    const sorted = some.toSorted((a, b) => b.faces.length - a.faces.length || Number(a.faces[0]) - Number(b.faces[0]));
    return [{ character, parts: sorted.map(({ faces }) => faces.length), show: firstOf(sorted) }];
  });
  const lost = ({ parts: [, ...rest] }: FallenGroup): number => rest.reduce((sum, size) => sum + size, 0);
  fallen.sort((a, b) => lost(b) - lost(a) || a.character - b.character);
  return fallen.slice(0, most);
}

function firstOf(parts: readonly Part[]): FaceId[] {
  return parts.slice(0, mostShown).map(({ faces }) => faces[0] as FaceId);
}
