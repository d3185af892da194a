import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { Decisions, FacePair } from '../store/facts.ts';

export type FaceOf = readonly [FaceId, CharacterId];

/** What has to be decided so that faces stay where they are, whatever the options for grouping are. */
export interface Stays {
  /** In an artist's character, still to be answered. */
  readonly suggested: readonly FaceOf[];
  readonly rejected: readonly FaceOf[];
  readonly together: readonly FacePair[];
  readonly apart: readonly FacePair[];
}

export const nothingStays: Stays = { suggested: [], rejected: [], together: [], apart: [] };

/** Decisions as they would be with these. */
export function withStays(decisions: Decisions, { suggested, rejected, together, apart }: Stays): Decisions {
  return {
    held: new Map([...decisions.held, ...suggested]),
    rejected: [...decisions.rejected, ...rejected],
    // The latest first; of two that contradict each other the later one stands.
    mustLink: [...together, ...without(decisions.mustLink, apart)],
    cannotLink: [...without(decisions.cannotLink, together), ...apart],
  };
}

export function joined(some: readonly Stays[]): Stays {
  return {
    suggested: some.flatMap(({ suggested }) => suggested),
    rejected: some.flatMap(({ rejected }) => rejected),
    together: some.flatMap(({ together }) => together),
    apart: some.flatMap(({ apart }) => apart),
  };
}

export function isNothing(stays: Stays): boolean {
  return Object.values(stays).every((list: readonly unknown[]) => list.length === 0);
}

function without(pairs: readonly FacePair[], others: readonly FacePair[]): FacePair[] {
  const known = new Set(others.map(keyOf));
  return pairs.filter((pair) => !known.has(keyOf(pair)));
}

/** The same for both orders of the two. */
export function keyOf([a, b]: FacePair): string {
  return `${Math.min(a, b)}:${Math.max(a, b)}`;
}
