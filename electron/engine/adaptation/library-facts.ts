import { cosine } from '../vectors/centre.ts';
import type { NeighbourLists } from '../vectors/neighbour-graph.ts';

/** How alike the faces of one library are drawn, as its vectors say without anybody's help. */
export interface LibraryFacts {
  readonly faces: number;
  /** Median of the cosines of any two faces. */
  readonly middle: number;
  /** How far below the median the lowest sixth of them begins: their standard deviation, where same pairs are few. */
  readonly spread: number;
  /** Cosines of faces and their neighbours, falling. */
  readonly close: Float32Array;
}

interface Library {
  /** The rows of its faces. */
  readonly rows: readonly number[];
  readonly lists: NeighbourLists;
  vectorAt(row: number): Float32Array;
}

/** Fewer faces say too little. */
const fewest = 40;
/** Any two of these are compared: 32,640 pairs. */
const compared = 256;
/** Faces whose neighbours are looked at. */
const lookedAt = 4_096;
/** Share of a normal distribution below one standard deviation under its middle. */
const lowestSixth = 0.1587;

/** Null for a small library. */
export function libraryFacts({ rows, lists, vectorAt }: Library): LibraryFacts | null {
  if (rows.length < fewest) return null;
  const vectors = evenly(rows, compared).map(vectorAt);
  const cosines = Float32Array.from(
    vectors.flatMap((vector, k) => vectors.slice(k + 1).map((other) => cosine(vector, other))),
  ).sort();
  const at = (part: number): number => cosines[Math.floor(part * cosines.length)] ?? 0;
  const close = evenly(rows, lookedAt).flatMap((row) => similaritiesOf(lists, row));
  const middle = at(0.5);
  return {
    faces: rows.length,
    middle,
    spread: middle - at(lowestSixth),
    close: Float32Array.from(close).sort().reverse(),
  };
}

/** At most `count` of the items, spread over all of them. */
function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)] as T);
}

function similaritiesOf({ limit, nearest, similarities }: NeighbourLists, row: number): number[] {
  const found: number[] = [];
  for (let at = row * limit; at < (row + 1) * limit && (nearest[at] ?? 0) > 0; at += 1) {
    found.push(similarities[at] as number);
  }
  return found;
}
