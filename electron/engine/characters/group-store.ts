import type { CharacterId } from '../../contract/model.ts';
import type { Db } from '../store/database.ts';
import type { Membership } from '../store/faces.ts';
import { continueCharacters } from './assign.ts';
import type { RowGroups } from './group-rows.ts';
import type { GroupingStores } from './grouping-parts.ts';
import type { MemberRequest } from './member-request.ts';
import { inSlices } from './slices.ts';

/** A group needs company: a single face is "ungrouped" until a second one joins it. */
const smallestGroup = 2;
/** Groups of about this many faces are written in a few milliseconds. */
const facesAtOnce = 2_000;

export interface Stored {
  readonly changed: boolean;
  /** False: `isCurrent` said no before all was written. What was written then are groups all the same, only not all of them. */
  readonly finished: boolean;
}

/**
 * Writes what differs between where faces are and where they were found to belong, in slices of one transaction each. Groups
 * keep the id of the group of the machine that most of their faces come from.
 */
export async function storeGroups(
  db: Db,
  stores: GroupingStores,
  request: MemberRequest,
  { clusters, similarities }: RowGroups,
  isCurrent: () => boolean,
): Promise<Stored> {
  const pinned = new Map<number, number>();
  request.fixed.forEach((character, node) => character >= 0 && pinned.set(clusters[node] as number, character));
  const continued = continueCharacters(request.previous, clusters, pinned);
  const groups = [...Map.groupBy(clusters.keys(), (node) => clusters[node] as number)];
  let changed = false;
  const store = (cluster: number, nodes: readonly number[]): void => {
    const isGroup = nodes.length >= smallestGroup || pinned.has(cluster);
    const character = isGroup ? characterOf(stores, cluster, continued) : null;
    for (const node of nodes) {
      const now = request.memberships[node];
      const next: Membership = { character, similarity: isGroup ? (similarities[node] as number) : null };
      if (!now || (now.character === next.character && now.similarity === next.similarity)) continue;
      stores.faces.setMembership(now.id, next);
      changed = true;
    }
  };
  const slices = slicesOf(groups.map(([, nodes]) => nodes.length));
  const finished = await inSlices(slices.length, 1, (slice) => {
    if (!isCurrent()) return false;
    const [from, to] = slices[slice] as [number, number];
    db.transaction(() => groups.slice(from, to).forEach(([cluster, nodes]) => store(cluster, nodes)))();
    return true;
  });
  if (finished && stores.characters.removeEmpty() > 0) changed = true;
  return { changed, finished };
}

function characterOf(stores: GroupingStores, cluster: number, continued: ReadonlyMap<number, number>): CharacterId {
  const known = continued.get(cluster) as CharacterId | undefined;
  return known ?? stores.characters.insert({ name: null, confirmed: false });
}

/** Borders of runs of groups that have about `facesAtOnce` faces together. */
function slicesOf(sizes: readonly number[]): [from: number, to: number][] {
  const slices: [number, number][] = [];
  let [from, faces] = [0, 0];
  sizes.forEach((size, group) => {
    faces += size;
    if (faces < facesAtOnce && group + 1 < sizes.length) return;
    slices.push([from, group + 1]);
    [from, faces] = [group + 1, 0];
  });
  return slices;
}
