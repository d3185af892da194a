import type { FindQuery } from '../../contract/api/find-api.ts';
import type { StudioApi, StudioFound, StudioMatch } from '../../contract/api/studio-api.ts';
import { bandOf } from '../similarity/find-nearest.ts';
import type { Stores } from '../store/stores.ts';
import type { FaceElsewhere } from '../studio/pictures/face-elsewhere.ts';
import type { Studio } from '../studio/studio.ts';
import { cosine } from '../vectors/centre.ts';
import { modelVersion } from '../vision/manifest.ts';
import type { Recognition, RecognitionAccess } from './recognition-access.ts';
import { vectorOf } from './asked-vectors.ts';

interface StudioSearchParts {
  readonly stores: Stores;
  readonly recognition: RecognitionAccess;
  readonly studio: Studio;
}

/** So many times as many as are wanted are ranked: through the library's lens others are near. */
const spare = 4;

/** Finding faces in pictures that colleagues have. */
export function studioSearchCalls({ stores, recognition, studio }: StudioSearchParts): Pick<StudioApi, 'findInStudio'> {
  return {
    async findInStudio(queries, options) {
      const known = await recognition.ready();
      const { manifest } = known.models;
      const vectors = queries.flatMap((query: FindQuery) => vectorOf(stores, known, query) ?? []);
      const model = { version: modelVersion(manifest), dimensions: manifest.embedder.output.dimensions };
      const found = await studio.findElsewhere({ vectors, most: options.limit * spare, model });
      const ranked = rank(known, vectors, found.faces)
        .filter(({ similarity, face }) => similarity >= options.min && !isHere(stores, face))
        .slice(0, options.limit);
      const where = await studio.whereabouts(ranked.map(({ face }) => face.hash));
      const matches = ranked.map(({ face, similarity }): StudioMatch => {
        const { calibration } = known;
        const { hash: picture, size: pictureSize, box } = face;
        const band = bandOf(similarity, calibration.thresholds);
        const probability = calibration.probability(similarity);
        const { members = [], places = [] } = where.get(picture) ?? {};
        return { picture, pictureSize, box, similarity, probability, band, members, places };
      });
      return { matches, by: found.by, isOld: found.isOld } satisfies StudioFound;
    },
  };
}

/** A picture may have come since the server was told what is here. */
function isHere({ pictures }: Stores, { hash }: FaceElsewhere): boolean {
  const id = pictures.pictureOf(Buffer.from(hash, 'hex'));
  return id !== undefined && pictures.isPresent(id);
}

/** Exactly, as the library looks at vectors: by the nearest of those asked for, best first. */
function rank({ grouping }: Recognition, vectors: readonly Float32Array[], faces: readonly FaceElsewhere[]) {
  const asked = vectors.map((vector) => grouping.seen(vector));
  return faces
    .map((face) => {
      const seen = grouping.seen(face.vector);
      return { face, similarity: Math.max(...asked.map((vector) => cosine(vector, seen))) };
    })
    .toSorted((one, other) => other.similarity - one.similarity);
}
