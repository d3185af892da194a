import type { Box } from '../contract/geometry.ts';
import { openModels, type Models } from '../engine/models/session.ts';
import { cropWhole } from '../engine/vision/align.ts';
import { analysePicture } from '../engine/pipeline/analyse.ts';
import { decodePicture, SkipError } from '../engine/pictures/decode.ts';
import type { Call } from './call.ts';
import { print } from './print.ts';

interface PictureFaces {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly faces: readonly { readonly box: Box; readonly score: number; readonly vector?: readonly number[] }[];
  readonly error?: string;
}

/** Shows the faces of pictures, without a library. Answers 1 where a file could not be read. */
export async function showFaces(paths: readonly string[], call: Call): Promise<number> {
  await using models = await openModels(call.models);
  const pictures: PictureFaces[] = [];
  for (const path of paths) pictures.push(await look(path, models, call));
  if (call.json) print.json(pictures);
  else pictures.forEach(printPicture);
  return pictures.some((picture) => picture.error !== undefined) ? 1 : 0;
}

async function look(path: string, models: Models, call: Call): Promise<PictureFaces> {
  try {
    const { width, height, faces } = await (call.crop ? analyseCrop(path, models) : analysePicture(path, models));
    const shown = faces.map(({ box, score, vector }) => ({ box, score, ...(call.vectors && { vector: [...vector] }) }));
    return { path, width, height, faces: shown };
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    return { path, width: 0, height: 0, faces: [], error: error.message };
  }
}

/** The file is one face already: its whole area is the crop. */
async function analyseCrop(path: string, models: Models) {
  const { width, height, image } = await decodePicture(path);
  const crop = cropWhole(image, models.manifest.embedder.input.size);
  const vectors = await models.embed([crop]);
  return { width, height, faces: vectors.map((vector) => ({ box: [0, 0, width, height] as Box, score: 1, vector })) };
}

function printPicture({ path, faces, error }: PictureFaces): void {
  print.line(`${path}: ${error ?? `${faces.length} ${faces.length === 1 ? 'face' : 'faces'}`}`);
  for (const { box, score } of faces) print.line(`  ${box.join(', ')}  (${score.toFixed(2)})`);
}
