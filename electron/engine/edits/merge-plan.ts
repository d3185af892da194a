import type { MergeOptions } from '../../contract/api/edits-api.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';

/** A group before a merge, with what was decided about it. */
export interface MergingGroup extends Pick<Character, 'id' | 'name' | 'colour' | 'cover' | 'confirmed'> {
  /** Those in it now. */
  readonly faces: readonly FaceId[];
  /** Confirmed as this character; those that are no face now are among them, for they may be one again. */
  readonly own: readonly FaceId[];
  /** Of the faces of all groups of the merge, those that are not this character, as the artist said. */
  readonly rejected: readonly FaceId[];
}

/** What becomes of a group that goes into another. */
export interface MergedSource {
  readonly id: CharacterId;
  readonly come: readonly FaceId[];
  /** Confirmed in the target; the others that come are asked about there. */
  readonly sure: readonly FaceId[];
  /** Stay apart: the artist has said before that they are not this character. */
  readonly refused: readonly FaceId[];
  /** Stay apart: the artist says so now. */
  readonly apart: readonly FaceId[];
}

/** What a merge does. The preview tells it, the edit carries it out. */
export interface MergePlan extends Pick<Character, 'name' | 'colour' | 'cover'> {
  readonly sources: readonly MergedSource[];
}

/**
 * A face stays apart where one of the groups has rejected it, unless its own has it confirmed: then the artist has said since whose it
 * is. Name, colour and cover are those of the group that `take` names, else the target's, else those of the first group that has any.
 */
export function planMerge(
  target: MergingGroup,
  from: readonly MergingGroup[],
  { keepApart = [], take = {} }: Pick<MergeOptions, 'keepApart' | 'take'> = {},
): MergePlan {
  const rejected = new Set([target, ...from].flatMap((group) => group.rejected));
  const apart = new Set(keepApart);
  const sources = from.map((group) => planSource(group, rejected, apart));
  const there = new Set([...target.faces, ...sources.flatMap(({ come }) => come)]);
  const choose = <Value>(wanted: CharacterId | undefined, valueOf: (group: MergingGroup) => Value | null) => {
    const first = [target, ...from].filter(({ id }) => id === wanted);
    return [...first, target, ...from].map(valueOf).find((value) => value !== null) ?? null;
  };
  return {
    sources,
    name: choose(take.name, ({ name }) => name),
    colour: choose(take.colour, ({ colour }) => colour),
    cover: choose(take.cover, ({ cover }) => (cover !== null && there.has(cover) ? cover : null)),
  };
}

function planSource(
  { id, confirmed, faces, own }: MergingGroup,
  rejected: ReadonlySet<FaceId>,
  keptApart: ReadonlySet<FaceId>,
): MergedSource {
  const confirmedIn = new Set(own);
  const apart = faces.filter((face) => keptApart.has(face));
  const refused = faces.filter((face) => rejected.has(face) && !confirmedIn.has(face) && !keptApart.has(face));
  const stay = new Set([...apart, ...refused]);
  const come = faces.filter((face) => !stay.has(face));
  return { id, come, refused, apart, sure: confirmed ? own.filter((face) => !keptApart.has(face)) : come };
}
