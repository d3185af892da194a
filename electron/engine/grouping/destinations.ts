import type { CharacterId } from '../../contract/ids.ts';
import { continueCharacters } from './continue-characters.ts';
import type { MemberRequest } from './member-request.ts';

/** A group needs company: a single face is "ungrouped" until a second one joins it. */
const smallestGroup = 2;

/** What a cluster becomes. */
export interface GroupToBe {
  readonly nodes: readonly number[];
  /** False: its face is without a group. */
  readonly isGroup: boolean;
  /** The character that it continues; null: a new one. */
  readonly character: CharacterId | null;
}

/** Which group each cluster is: an artist's, the group of the machine that most of its faces come from, or a new one. */
export function groupsToBe(request: Pick<MemberRequest, 'fixed' | 'previous'>, clusters: Int32Array): GroupToBe[] {
  const pinned = new Map<number, number>();
  request.fixed.forEach((character, node) => character >= 0 && pinned.set(clusters[node] as number, character));
  const continued = continueCharacters(request.previous, clusters, pinned);
  return [...Map.groupBy(clusters.keys(), (node) => clusters[node] as number)].map(([cluster, nodes]) => ({
    nodes,
    isGroup: nodes.length >= smallestGroup || pinned.has(cluster),
    character: (continued.get(cluster) as CharacterId | undefined) ?? null,
  }));
}
