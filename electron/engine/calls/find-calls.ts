import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { LookAlike } from '../../contract/api/edits-api.ts';
import type { FindOptions, FindQuery, FindResult, Match, FindApi } from '../../contract/api/find-api.ts';
import { lookAlikes } from '../edits/look-alikes.ts';
import { compiledQuery, picturesOf } from '../query/picture-search.ts';
import { bandOf, borderOf, lowestBorder, mostCounted } from '../similarity/find-nearest.ts';
import { findWidely, type WidelySearched } from '../similarity/widened.ts';
import type { Stores } from '../store/stores.ts';
import { centreOf } from '../vectors/centre.ts';
import { vectorOf } from './asked-vectors.ts';
import { existingFace } from './existing.ts';
import type { AfterEdit, Recognition, RecognitionAccess } from './recognition-access.ts';

interface SearchParts {
  readonly stores: Stores;
  readonly recognition: RecognitionAccess;
  readonly edited: AfterEdit;
}

/** Finding a character by samples. */
export function findCalls({ stores, recognition, edited }: SearchParts): FindApi {
  return {
    openSample: async (source) => (await recognition.ready()).samples.open(source),
    find: async (queries, options) => find(stores, await recognition.ready(), queries, options),
    groupsLike: async (faces, limit) => groupsLike(stores, await recognition.ready(), faces, limit),
    planSamples: async (folder) => (await recognition.ready()).sorting.plan(folder),
    applySamples: async (plan, leaveOut) => edited((await recognition.ready()).sorting.apply(plan, leaveOut)),
  };
}

async function find(
  stores: Stores,
  recognition: Recognition,
  queries: readonly FindQuery[],
  options: FindOptions,
): Promise<FindResult> {
  const { grouping, calibration } = recognition;
  const { thresholds } = calibration;
  const vectors = queries
    .flatMap((query) => vectorOf(stores, recognition, query) ?? [])
    .map((vector) => grouping.seen(vector));
  const asked = new Set(queries.flatMap((query) => ('libraryFace' in query ? query.libraryFace : [])));
  const within = options.within === undefined ? null : picturesOf(stores.db, compiledQuery(stores, options.within));
  // What is nearest may be elsewhere.
  const limit = within ? mostCounted : options.limit;
  const near = await findWidely(widely(stores, grouping), vectors, { ...options, limit, thresholds });
  const isIn = (picture: PictureId | undefined) => within === null || (picture !== undefined && within.has(picture));
  const others = near.filter(({ face }) => !asked.has(face) && isIn(grouping.pictureOf(face)));
  const wanted = others.filter(({ similarity }) => similarity >= options.min).slice(0, options.limit);
  return {
    matches: wanted.map(({ face, similarity }) => toMatch(stores, recognition, face, similarity)),
    thresholds,
    border: borderOf(
      others.map(({ face, similarity }) => ({ picture: grouping.pictureOf(face), similarity })),
      { lowest: lowestBorder(thresholds), probability: (cosine) => calibration.probability(cosine) },
    ),
  };
}

function widely(stores: Stores, grouping: Recognition['grouping']): WidelySearched {
  const artistsOf = (face: FaceId): CharacterId | null => {
    const id = stores.groupedFaces.characterOf(face);
    return id !== null && stores.characters.byId(id)?.confirmed ? id : null;
  };
  return {
    find: (query, limit, min) => grouping.find(query, limit, min),
    vectorOf: (face) => grouping.index.get(face),
    mayHelp: (face, first) => {
      const [own, wanted] = [artistsOf(face), artistsOf(first)];
      return own === null || wanted === null || own === wanted;
    },
  };
}

/** So many of the faces say what all of them are like. */
const comparedFaces = 32;
/** Most of the nearest faces may be of the group that the faces are in. */
const nearestFaces = 5_000;

async function groupsLike(
  stores: Stores,
  { grouping, calibration }: Recognition,
  faces: readonly FaceId[],
  limit: number,
): Promise<LookAlike[]> {
  const vectors = faces.slice(0, comparedFaces).flatMap((face) => grouping.index.get(face) ?? []);
  const centre = centreOf(vectors, grouping.index.dimensions);
  if (!centre) return [];
  const near = await grouping.find(centre, nearestFaces, -1);
  const asked = new Set(faces);
  return lookAlikes(
    near.filter(({ face }) => !asked.has(face)),
    (face) => {
      const id = stores.groupedFaces.characterOf(face);
      return id === null ? null : (stores.characters.byId(id) ?? null);
    },
    { most: limit, probability: (cosine) => calibration.probability(cosine) },
  );
}

function toMatch(stores: Stores, { calibration }: Recognition, id: FaceId, similarity: number): Match {
  const { picture, path, pictureSize, box, character, version } = existingFace(stores, id);
  const characterName = character === null ? null : (stores.characters.byId(character)?.name ?? null);
  const band = bandOf(similarity, calibration.thresholds);
  const shown = { face: id, picture, path, pictureSize, box, version, character, characterName };
  return { ...shown, similarity, band, probability: calibration.probability(similarity) };
}
