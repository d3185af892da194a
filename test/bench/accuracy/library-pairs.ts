import type { FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { libraryFacts, type LibraryFacts } from '../../../electron/engine/adaptation/library-facts.ts';
import { closeFrom } from '../../../electron/engine/adaptation/promise.ts';
import { cosine } from '../../../electron/engine/vectors/centre.ts';
import { connectRows } from '../../../electron/engine/vectors/connect.ts';
import { groupingRule, neighbourLimit } from '../../../electron/engine/vectors/grouping-rule.ts';
import { NeighbourGraph } from '../../../electron/engine/vectors/neighbour-graph.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import type { KnownFace } from './verification.ts';

interface ClosePair {
  readonly cosine: number;
  readonly isSame: boolean;
}

/** A library: what its vectors say, and the truth about its pairs across drawings. */
export interface LibraryPairs {
  readonly facts: LibraryFacts;
  /** Closest first. */
  readonly close: readonly ClosePair[];
  /** Pairs of one character, close or not. */
  readonly same: number;
}

/** Null for a library that is too small to say anything. */
export function libraryPairs(faces: readonly KnownFace[], lowest: number): LibraryPairs | null {
  const facts = factsOf(faces, lowest);
  return facts && { facts, ...pairsOf(faces) };
}

/** What the vectors of a library say, of neighbours of at least `lowest`; null for one that is too small to say anything. */
export function factsOf(faces: readonly KnownFace[], lowest: number): LibraryFacts | null {
  const index = new VectorIndex(faces[0]?.vector.length ?? 0);
  faces.forEach(({ vector }, k) => index.set((k + 1) as FaceId, vector, (k + 1) as PictureId));
  const rows = Int32Array.from(faces.keys());
  const graph = new NeighbourGraph(neighbourLimit);
  const found = connectRows(index.table, rows, rows.length, groupingRule(index.pictures, lowest));
  graph.linkSome({ queries: rows, found }, 0, rows.length);
  return libraryFacts({ rows: [...rows], lists: graph.lists, vectorAt: (row) => index.table.read(row) });
}

function pairsOf(faces: readonly KnownFace[]): Pick<LibraryPairs, 'close' | 'same'> {
  const close: ClosePair[] = [];
  let same = 0;
  for (const [k, a] of faces.entries()) {
    for (const b of faces.slice(k + 1)) {
      const isSame = a.identity === b.identity;
      if (isSame && a.drawing === b.drawing) continue;
      same += Number(isSame);
      const likeness = cosine(a.vector, b.vector);
      if (likeness >= closeFrom) close.push({ cosine: likeness, isSame });
    }
  }
  return { close: close.sort((a, b) => b.cosine - a.cosine), same };
}
