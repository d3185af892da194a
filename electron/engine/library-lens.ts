import { lensOf } from './adaptation/lens.ts';
import type { Models } from './models/session.ts';
import type { StoredLens } from './store/lens.ts';
import type { Stores } from './store/stores.ts';
import { modelVersion } from './vision/manifest.ts';

/** So many faces say how a library's characters differ; of more every so manieth group is looked at. */
const mostFaces = 5_000;
/** It is learnt anew where there are so many times the faces it was learnt from. */
const growth = 2;

/**
 * Learns anew how the library's vectors are looked through, from the groups as they are now, where it has grown enough since; where
 * the artist wants the model's own thresholds, nothing is looked through anything. All faces are compared anew then. Answers whether
 * anything has changed: what was made with the lens before is out of date.
 */
export function relearnLens(stores: Stores, { manifest }: Models): boolean {
  const version = modelVersion(manifest);
  const before = stores.lens.read(version);
  const after = wantedLens(stores, manifest.embedder, version, before);
  if (after === before) return false;
  stores.db.transaction(() => {
    stores.lens.write(version, after);
    stores.groupedFaces.forgetNeighbours();
    stores.settings.setNeighboursFrom(1);
  })();
  return true;
}

function wantedLens(
  stores: Stores,
  { output, throughLens }: Models['manifest']['embedder'],
  version: string,
  before: StoredLens | null,
): StoredLens | null {
  if (!throughLens || !stores.settings.adaptsThresholds()) return null;
  const faces = stores.lens.comparable(version);
  if (before && faces < growth * before.faces) return before;
  const groups = stores.lens.groups(version, Math.ceil(faces / mostFaces));
  const learnt = lensOf(groups, output.dimensions);
  return learnt ? { ...learnt, groups: learnt.groups * Math.ceil(faces / mostFaces), faces } : before;
}
