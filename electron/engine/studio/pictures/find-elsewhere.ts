import { findPictures, vectorForm } from '../server/picture-calls.ts';
import type { StudioServer } from '../server/server.ts';
import { vectorToText } from '../server/vector-text.ts';
import type { FaceElsewhere } from './face-elsewhere.ts';
import { readPicture } from './read-picture.ts';
import type { OfModel, StudioCopy } from './studio-copy.ts';

export interface FoundElsewhere {
  /** The nearest, in no order: whoever asked ranks them. */
  readonly faces: readonly FaceElsewhere[];
  /** Who looked: the server by its index, or this machine in its copy. */
  readonly by: 'server' | 'copy';
}

/** The faces of pictures that are not here that are nearest to any of the vectors: by the server's index, or in a copy that is brought up to date. */
export async function findElsewhere(
  server: Pick<StudioServer, 'rows'>,
  copy: StudioCopy,
  { vectors, most, model }: { vectors: readonly Float32Array[]; most: number; model: OfModel },
): Promise<FoundElsewhere> {
  if ((await vectorForm(server)) === 'bytea') {
    await copy.pull(server, model);
    return { faces: copy.find(vectors, most, model), by: 'copy' };
  }
  const faces = new Map<string, FaceElsewhere>();
  for (const vector of vectors) {
    for (const picture of await findPictures(server, model.version, vectorToText(vector, 'halfvec'), most)) {
      const found = readPicture(picture, model.dimensions);
      const { hash, width, height, isPreview } = picture;
      for (const { box, vector: theirs } of found?.faces ?? [])
        faces.set(`${hash} ${box.join()}`, { hash, size: { width, height, isPreview }, box, vector: theirs });
    }
  }
  return { faces: [...faces.values()], by: 'server' };
}
