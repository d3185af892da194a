import { lensOf } from '../adaptation/lens.ts';
import { proveLens } from '../adaptation/lens-proof.ts';
import type { StoredLens } from '../store/lens.ts';
import type { Stores } from '../store/stores.ts';
import { modelVersion, type ModelManifest } from '../vision/manifest.ts';

/** So many faces say how a library's characters differ; of more every so manieth group is looked at. */
const mostFaces = 5_000;

/**
 * How a library of so many faces is to be looked through, by its groups as they are now. Where they say too little it stays as it was; null
 * where what the artist decided shows that a lens does harm.
 */
export function learnLens(
  { lens }: Stores,
  manifest: ModelManifest,
  faces: number,
  before: StoredLens | null,
): StoredLens | null {
  const step = Math.ceil(faces / mostFaces);
  const { dimensions } = manifest.embedder.output;
  const groups = lens.groups(modelVersion(manifest), step);
  const learnt = lensOf(
    groups.map(({ vectors }) => vectors),
    dimensions,
  );
  if (!learnt) return before;
  const proof = proveLens(groups, dimensions);
  if (proof && proof.seen < proof.plain) return null;
  return { ...learnt, groups: learnt.groups * step, faces, decided: lens.decided(), proof };
}

/** The library is looked through this from now on; null: through nothing. All its faces are to be compared anew. */
export function takeLens({ db, lens, groupedFaces, settings }: Stores, version: string, next: StoredLens | null): void {
  db.transaction(() => {
    lens.write(version, next);
    groupedFaces.forgetNeighbours();
    settings.setNeighboursFrom(1);
  })();
}
