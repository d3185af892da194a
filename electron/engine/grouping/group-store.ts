import { heirOf } from './heir.ts';
import type { CharacterId } from '../../contract/ids.ts';
import type { Db } from '../store/database.ts';
import type { Membership } from '../store/faces/grouped-faces.ts';
import { groupsToBe, type GroupToBe } from './destinations.ts';
import type { RowGroups } from '../clustering/group-rows.ts';
import type { GroupingStores } from './grouping-parts.ts';
import type { MemberRequest } from './member-request.ts';
import { inSlices } from '../flow/slices.ts';

/** Groups of about this many faces are written in a few milliseconds. */
const facesAtOnce = 2_000;
/** Cosine: a similarity is shown, and sorted by, to this. */
const asGood = 0.001;

export interface Stored {
  readonly changed: boolean;
  /** False where `isCurrent` ended it early: what was written is valid, but not all. */
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
  const groups = groupsToBe(request, clusters);
  let changed = false;
  const after: (CharacterId | null)[] = [];
  const store = ({ nodes, isGroup, character: known }: GroupToBe): void => {
    const character = isGroup ? (known ?? stores.characters.insert({ name: null, confirmed: false })) : null;
    for (const node of nodes) {
      after[node] = character;
      const now = request.memberships[node];
      const next: Membership = { character, similarity: isGroup ? (similarities[node] as number) : null };
      if (!now || isAsGood(now, next)) continue;
      stores.groupedFaces.setMembership(now.id, next);
      changed = true;
    }
  };
  const slices = slicesOf(groups.map(({ nodes }) => nodes.length));
  const finished = await inSlices(slices.length, 1, (slice) => {
    if (!isCurrent()) return false;
    const [from, to] = slices[slice] as [number, number];
    db.transaction(() => groups.slice(from, to).forEach(store))();
    return true;
  });
  if (finished) {
    const ended = db.transaction(() => {
      passColours(stores, request.previous, after);
      return stores.characters.removeEmpty();
    })();
    changed ||= ended > 0;
  }
  return { changed, finished };
}

/**
 * A face that joins or leaves moves the mean of its group, and with it the similarities of all others by next to nothing: an edit of a group
 * of thousands would write them all.
 */
function isAsGood(now: Membership, next: Membership): boolean {
  if (now.character !== next.character) return false;
  if (now.similarity === null || next.similarity === null) return now.similarity === next.similarity;
  return Math.abs(now.similarity - next.similarity) < asGood;
}

/** A colour is the artist's, whatever group of the machine it is on: where that ends, the colour goes with most of its faces. */
function passColours(
  { characters }: GroupingStores,
  previous: readonly number[],
  after: readonly (CharacterId | null)[],
): void {
  for (const { id, colour } of characters.emptyWithColour()) {
    const heir = heirOf(id, previous, after);
    if (heir !== null && characters.colourOf(heir) === null) characters.setColour(heir, colour);
  }
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
