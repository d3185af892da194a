import { SvelteMap } from 'svelte/reactivity';
import type { Face } from '../../electron/contract/api/faces-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';

type Versioned = Pick<Face, 'id' | 'version'>;

/** Which faces have another box than the one they were found with: their pictures have another address. */
export class FaceVersions {
  readonly #versions = new SvelteMap<FaceId, number>();

  /** 1 for all whose box was never moved, as far as is known. */
  of(face: FaceId): number {
    return this.#versions.get(face) ?? 1;
  }

  /** Takes in what the engine says of these faces, and hands them on. */
  noted<Faces extends readonly Versioned[]>(faces: Faces): Faces {
    for (const { id, version } of faces) if (version > this.of(id)) this.#versions.set(id, version);
    return faces;
  }
}
