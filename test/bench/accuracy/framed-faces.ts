import type { Box, Size } from '../../../electron/contract/geometry.ts';
import { openModels, type Models } from '../../../electron/engine/models/session.ts';
import { embedFaces, embedWhole } from '../../../electron/engine/pipeline/embed-faces.ts';
import type { ScoredBox } from '../../../electron/engine/vision/boxes.ts';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import { atOnce, engineParallel } from '../engine/at-once.ts';
import { kept } from '../cache.ts';
import { readFaces, readPictures, type LabelledFace } from '../shared-data.ts';
import type { KnownFace } from './verification.ts';

/** What the app makes of one labelled crop. */
interface Framed {
  readonly vector: Float32Array;
  /** Where the detector found the face, in pixels of the crop; null: nowhere, so the whole crop was embedded. */
  readonly box: Box | null;
  /** Of the detection; 0 without one. */
  readonly score: number;
}

export interface FramedFace extends LabelledFace, Framed {}

/** The labelled crops of `val`, or of some sources, framed and embedded by the app's own code; in the order of the index. */
export async function framedFaces(
  modelFolder: string,
  split: 'train' | 'val' = 'val',
  wanted: (source: string) => boolean = () => true,
): Promise<FramedFace[]> {
  const labelled = (await readFaces(split)).filter(({ source }) => wanted(source));
  const framed = await kept(`${split}-faces`, modelFolder, () => frameAll(modelFolder, labelled));
  return labelled.map((face) => ({ ...face, ...existing(framed, face.path) }));
}

/** A face by its character of its source: two sources may both have a "1". */
export function knownFace({ source, identity, drawing, vector }: FramedFace): KnownFace {
  return { identity: `${source}/${identity}`, drawing, vector };
}

function existing(framed: ReadonlyMap<string, Framed>, path: string): Framed {
  const face = framed.get(path);
  if (!face) throw new Error(`${path} is not in the tars`);
  return face;
}

async function frameAll(modelFolder: string, labelled: readonly LabelledFace[]): Promise<Map<string, Framed>> {
  await using models = await openModels(modelFolder);
  const wanted = new Set(labelled.map(({ path }) => path));
  const framed = new Map<string, Framed>();
  await atOnce(
    engineParallel,
    readPictures('faces', (path) => wanted.has(path)),
    async ({ path, bytes }) => framed.set(path, await frame(models, bytes)),
  );
  return framed;
}

/** Frames a labelled crop as the app would frame the face in it; the whole crop where the detector finds none. */
async function frame(models: Models, bytes: Uint8Array): Promise<Framed> {
  const { image } = await decodePicture(bytes);
  const face = labelledFace(await models.detect(image), image);
  const [vector] = face ? await embedFaces(image, [face.box], models) : await embedWhole(image, models);
  return { vector: vector as Float32Array, box: face?.box ?? null, score: face?.score ?? 0 };
}

/** The face that a crop was labelled for: sure and central. */
function labelledFace(found: readonly ScoredBox[], image: Size): ScoredBox | undefined {
  const rank = ({ box, score }: ScoredBox): number => score * (1 - offCentre(box, image));
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** 0 in the middle of the picture, 1 in a corner. */
function offCentre([x, y, width, height]: Box, image: Size): number {
  const across = (x + width / 2) / image.width - 0.5;
  const down = (y + height / 2) / image.height - 0.5;
  return Math.hypot(across, down) / Math.hypot(0.5, 0.5);
}
