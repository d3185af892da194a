import { agglomerate } from './agglomerate.ts';
import { ClusterSet } from './cluster-set.ts';
import { adjacencyOf, nodeCount, type FaceGraph } from './face-graph.ts';
import { refine } from './refine.ts';

/**
 * Groups faces: average linkage on the graph of nearest neighbours, then faces that are more like another group go there.
 * Answers a cluster number for each node. Human decisions hold, whatever the vectors say: nodes with the same `fixed` label
 * share a cluster, and two labels never do. Deterministic for an order of the nodes; another order only decides between equal
 * similarities, and in the last digits of a sum.
 */
export function clusterFaces(graph: FaceGraph, linkage: number): Int32Array {
  const clusters = new ClusterSet(graph);
  agglomerate(clusters, adjacencyOf(sureEdges(graph), nodeCount(graph)), linkage);
  const owners = clusters.owners();
  refine(graph, owners, linkage);
  return owners;
}

/** Without the edges of doubtful faces, which could connect what does not belong together. */
function sureEdges({ edges, doubtful, fixed }: FaceGraph): Int32Array {
  if (!doubtful) return edges;
  const mayConnect = (node: number): boolean => doubtful[node] !== 1 || (fixed[node] as number) >= 0;
  const sure: number[] = [];
  for (let k = 0; k < edges.length; k += 2) {
    const [a, b] = [edges[k] as number, edges[k + 1] as number];
    if (mayConnect(a) && mayConnect(b)) sure.push(a, b);
  }
  return Int32Array.from(sure);
}
