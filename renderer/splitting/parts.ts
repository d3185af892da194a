import type { SplitProposal } from '../../electron/contract/api/edits-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';

/** A part of a group that is being taken apart: a column of the table. */
export interface Part {
  /** Stays the same while faces come and go. */
  readonly key: number;
  readonly faces: readonly FaceId[];
  /** The artist has had a hand in it: the slider leaves it as it is. */
  readonly held: boolean;
}

/** The columns of the table, in their order. */
export interface Parts {
  readonly list: readonly Part[];
  /** Key of the part that keeps the group. */
  readonly stays: number;
  /** Of the part that is made next. */
  readonly nextKey: number;
}

export const noParts: Parts = { list: [], stays: 0, nextKey: 0 };

/** The faces that the slider may take apart otherwise. */
export function freeFaces({ list }: Parts): readonly FaceId[] {
  return list.filter(({ held }) => !held).flatMap(({ faces }) => faces);
}

/** The machine's parts take the place of those that the artist has had no hand in. */
export function withProposal(parts: Parts, proposal: Pick<SplitProposal, 'parts' | 'stays'>): Parts {
  const held = parts.list.filter((part) => part.held);
  const free = proposal.parts.map(({ faces }, at): Part => ({ key: parts.nextKey + at, faces, held: false }));
  const list = [...held, ...free];
  const isHeld = held.some(({ key }) => key === parts.stays);
  const stays = isHeld ? parts.stays : (free[proposal.stays]?.key ?? largest(list));
  return { list, stays, nextKey: parts.nextKey + free.length };
}

/** The faces go into a part, or (null) into a new one at the end. Parts that are left without faces are gone. */
export function moveFaces(parts: Parts, faces: readonly FaceId[], to: number | null): Parts {
  const target = to ?? parts.nextKey;
  const moving = new Set(faces);
  const columns = to === null ? [...parts.list, { key: target, faces: [], held: true }] : parts.list;
  const list = columns
    .map((part): Part => {
      if (part.key !== target) return { ...part, faces: part.faces.filter((face) => !moving.has(face)) };
      return { ...part, held: true, faces: [...new Set([...part.faces, ...faces])] };
    })
    .filter((part) => part.faces.length > 0);
  const isGone = !list.some(({ key }) => key === parts.stays);
  return { list, stays: isGone ? target : parts.stays, nextKey: Math.max(parts.nextKey, target + 1) };
}

/** Two parts become one, at the place of `into`; it keeps the group where one of the two did. */
export function joinParts(parts: Parts, from: number, into: number): Parts {
  return moveFaces(parts, facesOf(parts, from), into);
}

/** This part keeps the group: a decision, so the slider leaves the part as it is. */
export function keepGroup(parts: Parts, key: number): Parts {
  return { ...parts, stays: key, list: parts.list.map((part) => (part.key === key ? { ...part, held: true } : part)) };
}

export function facesOf({ list }: Parts, key: number): readonly FaceId[] {
  return list.find((part) => part.key === key)?.faces ?? [];
}

/** The parts that become groups of their own. */
export function goingParts({ list, stays }: Parts): readonly (readonly FaceId[])[] {
  return list.filter(({ key }) => key !== stays).map(({ faces }) => faces);
}

function largest(list: readonly Part[]): number {
  const [first] = list.toSorted((a, b) => b.faces.length - a.faces.length);
  return first?.key ?? 0;
}
