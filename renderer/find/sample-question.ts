import type { FindQuery, SampleSource, Sample } from '../../electron/contract/api/find-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Picture } from '../../electron/contract/api/faces-api.ts';
import type { Box, Size } from '../../electron/contract/geometry.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';

/** A picture to search with, and its faces. */
export interface Question {
  readonly image: { readonly kind: 'sample' | 'picture'; readonly id: number };
  readonly name: string;
  readonly size: Size;
  readonly faces: readonly { readonly box: Box; readonly wholePicture: boolean }[];
  readonly queries: readonly FindQuery[];
}

/** A picture to search with, one of its faces chosen. */
export interface ChosenSample {
  readonly question: Question;
  readonly face: number;
  /** Opens the picture anew: the engine keeps the last few samples only, and none when it has been started again. */
  readonly open: () => Promise<ChosenSample>;
}

/** The largest face is chosen, which comes first. */
export async function openPicture(engine: EngineApi, source: SampleSource): Promise<ChosenSample> {
  const question = questionOfSample(await engine.openSample(source));
  return { question, face: 0, open: () => openPicture(engine, source) };
}

export async function openFace(engine: EngineApi, face: FaceId, picture: PictureId): Promise<ChosenSample> {
  const question = questionOfPicture(await engine.getPicture(picture));
  return { question, face: indexOfFace(question, face), open: () => openFace(engine, face, picture) };
}

function questionOfSample(sample: Sample): Question {
  return {
    image: { kind: 'sample', id: sample.id },
    name: sample.name,
    size: sample.size,
    faces: sample.faces,
    queries: sample.faces.map((_, face) => ({ sample: sample.id, face })),
  };
}

function questionOfPicture(picture: Picture): Question {
  return {
    image: { kind: 'picture', id: picture.id },
    name: picture.paths[0] ?? '',
    size: picture.size,
    faces: picture.faces.map(({ box }) => ({ box, wholePicture: false })),
    queries: picture.faces.map(({ id }) => ({ libraryFace: id })),
  };
}

function indexOfFace(question: Question, face: FaceId): number {
  const at = question.queries.findIndex((query) => 'libraryFace' in query && query.libraryFace === face);
  return Math.max(0, at);
}
