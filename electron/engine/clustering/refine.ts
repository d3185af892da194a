import { adjacencyOf, nodeCount, type Adjacency, type FaceGraph } from './face-graph.ts';
import { Groups } from './groups.ts';

/** A group pulls a face over only where it has this many: a mean over fewer is too uncertain. Frozen on val. */
const pullingSize = 5;
/** How much more alike the other group must be, mean cosine. Frozen on val. */
const margin = 0.02;
const rounds = 3;
/** A doubtful face joins a group that stands without it. */
const standingSize = 2;

/**
 * Corrects what merging early could not know. First every doubtful face joins the group of its neighbours that it is most like,
 * if its mean cosine to it is at least `linkage`. Then, in a few rounds, each face goes to the neighbouring group that it is more
 * like than its own. Faces that the artist decided about stay. `owners` gives each node's cluster; it is changed in place.
 */
export function refine(graph: FaceGraph, owners: Int32Array, linkage: number): void {
  const adjacency = adjacencyOf(graph.edges, nodeCount(graph));
  const free = freeNodes(graph);
  const isDoubtful = (node: number): boolean => graph.doubtful?.[node] === 1;
  const waiting = free.filter((node) => isDoubtful(node));
  moveAll(graph, owners, waiting, adjacency, { linkage, size: standingSize, margin: -Infinity });
  for (let round = 0; round < rounds; round += 1) {
    if (!moveAll(graph, owners, free, adjacency, { linkage, size: pullingSize, margin })) return;
  }
}

/** Nodes that no decision of the artist holds together with others. */
function freeNodes({ fixed, together = [] }: FaceGraph): number[] {
  const held = new Set(together.flat());
  return Array.from(fixed, (label, node) => (label < 0 && !held.has(node) ? node : -1)).filter((node) => node >= 0);
}

interface MoveRule {
  readonly linkage: number;
  readonly size: number;
  readonly margin: number;
}

/** All decide by the groups as they are; then those move that still may. Answers whether any did. */
function moveAll(
  graph: FaceGraph,
  owners: Int32Array,
  nodes: readonly number[],
  adjacency: Adjacency,
  rule: MoveRule,
): boolean {
  if (nodes.length === 0) return false;
  const groups = new Groups(graph, owners);
  const wishes = nodes.map((node) => betterGroup(groups, owners, adjacency, node, rule));
  let moved = false;
  nodes.forEach((node, k) => {
    const target = wishes[k] as number;
    if (target >= 0 && groups.move(node, target)) moved = true;
  });
  return moved;
}

function betterGroup(
  groups: Groups,
  owners: Int32Array,
  { starts, targets }: Adjacency,
  node: number,
  rule: MoveRule,
): number {
  const own = owners[node] as number;
  let [best, target] = [Math.max(rule.linkage, groups.similarity(node, own) + rule.margin), -1];
  const asked = new Set([own]);
  for (let k = starts[node] as number; k < (starts[node + 1] as number); k += 1) {
    const group = owners[targets[k] as number] as number;
    if (asked.has(group)) continue;
    asked.add(group);
    if (groups.sizeOf(group) < rule.size) continue;
    const value = groups.similarity(node, group);
    if (value < best || (value === best && target >= 0 && group > target)) continue;
    [best, target] = [value, group];
  }
  return target;
}
