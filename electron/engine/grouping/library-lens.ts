import { lensOf } from '../adaptation/lens.ts';
import type { StoredLens } from '../store/lens.ts';
import type { Stores } from '../store/stores.ts';
import { modelVersion, type ModelManifest } from '../vision/manifest.ts';

/** So many faces say how a library's characters differ; of more every so manieth group is looked at. */
const mostFaces = 5_000;

/** How a library of so many faces is to be looked through, by its groups as they are now. Null where they say too little. */
export function learnLens({ lens }: Stores, manifest: ModelManifest, faces: number): StoredLens | null {
  const step = Math.ceil(faces / mostFaces);
  const learnt = lensOf(lens.groups(modelVersion(manifest), step), manifest.embedder.output.dimensions);
  return learnt && { ...learnt, groups: learnt.groups * step, faces };
}

/** The library is looked through this from now on; null: through nothing. All its faces are to be compared anew. */
export function takeLens({ db, lens, groupedFaces, settings }: Stores, version: string, next: StoredLens | null): void {
  db.transaction(() => {
    lens.write(version, next);
    groupedFaces.forgetNeighbours();
    settings.setNeighboursFrom(1);
  })();
}
