import type { FaceId } from '../../../electron/contract/ids.ts';
import { likenessTo } from '../../../electron/engine/similarity/sample-likeness.ts';
import { SampleOdds, type SampleEvidence } from '../../../electron/engine/similarity/sample-odds.ts';
import { openVectorLibrary, type VectorLibrary } from '../../support/vector-library.ts';
import { random } from '../../support/vectors.ts';
import { shuffled } from './shuffled.ts';
import type { KnownFace } from './verification.ts';

export interface SortingTrial {
  readonly samples: number;
  /** Share of the characters that samples are given of; the others are in the library all the same. */
  readonly sampled: number;
  readonly seed: number;
}

interface SampledLibrary {
  /** No drawing of a sample is among them. */
  readonly faces: readonly KnownFace[];
  readonly samples: ReadonlyMap<string, readonly Float32Array[]>;
}

/** A face of a library that is at all like a sample. */
export interface SortedFace {
  readonly face: KnownFace;
  readonly id: FaceId;
  readonly evidence: SampleEvidence<string>;
  readonly isRight: boolean;
}

export interface SortedLibrary extends SampledLibrary {
  readonly sorted: readonly SortedFace[];
  readonly odds: SampleOdds<string>;
  readonly library: VectorLibrary;
  readonly idOf: ReadonlyMap<KnownFace, FaceId>;
}

export interface SortingBounds {
  readonly linkage: number;
  readonly floor: number;
  readonly same: number;
}

/** Faces of a character in a library, at most: one of thousand faces of it would be half of the figure. */
const mostFaces = 8;

/** Draws samples in as many drawings, at most all but one, and a library of the faces in other drawings. */
export function drawSamples(all: readonly KnownFace[], { samples, sampled, seed }: SortingTrial): SampledLibrary {
  const next = random(seed);
  const faces: KnownFace[] = [];
  const chosen = new Map<string, readonly Float32Array[]>();
  const byIdentity = [...Map.groupBy(all, ({ identity }) => identity)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [identity, own] of byIdentity) {
    const drawings = shuffled([...Map.groupBy(own, ({ drawing }) => drawing).values()], next);
    const count = next() < sampled ? Math.min(samples, drawings.length - 1) : 0;
    if (count > 0)
      chosen.set(
        identity,
        drawings.slice(0, count).map((drawing) => anyOf(drawing, next).vector),
      );
    faces.push(...shuffled(drawings.slice(count).flat(), next).slice(0, mostFaces));
  }
  return { faces, samples: chosen };
}

/** Sorts through the app's own code, each face in a picture of its own. The caller closes the library. */
export async function sortLibrary(drawn: SampledLibrary, bounds: SortingBounds): Promise<SortedLibrary> {
  const { linkage, floor, same } = bounds;
  const library = openVectorLibrary({ dimensions: drawn.faces[0]?.vector.length ?? 0, linkage });
  const idOf = new Map(drawn.faces.map((face) => [face, library.add(face.vector)[0] as FaceId]));
  const faceOf = new Map([...idOf].map(([face, id]) => [id, face]));
  while (library.grouping.stale) await library.grouping.regroup();
  const sampled = [];
  for (const [name, vectors] of drawn.samples)
    sampled.push(await likenessTo(library.grouping, { name, vectors, floor }));
  const odds = new SampleOdds(sampled, {
    size: drawn.faces.length,
    near: (face) => library.grouping.near(face, same),
  });
  const sorted = odds.faces.flatMap((id): SortedFace[] => {
    const evidence = odds.evidence(id);
    const face = faceOf.get(id);
    return evidence && face ? [{ face, id, evidence, isRight: evidence.name === face.identity }] : [];
  });
  return { ...drawn, sorted, odds, library, idOf };
}

function anyOf<T>(items: readonly T[], next: () => number): T {
  return items[Math.floor(next() * items.length)] as T;
}
