import type { Box } from '../../contract/geometry.ts';
import { openModels, type Models } from '../../engine/models/session.ts';
import { embedWhole } from '../../engine/pipeline/embed-faces.ts';
import { analysePicture } from '../../engine/pipeline/look-at-picture.ts';
import { decodePicture, SkipError } from '../../engine/pictures/decode.ts';
import { command, WrongUsage } from '../command.ts';
import { print } from '../print.ts';
import { any, asText, flag } from '../values.ts';
import { fromFile, withListed } from './names-from-file.ts';

interface PictureFaces {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** It is a smaller picture that the file holds beside the real one, which cannot be read. */
  readonly isPreview: boolean;
  readonly faces: readonly { readonly box: Box; readonly score: number; readonly vector?: readonly number[] }[];
  readonly error?: string;
}

interface Look {
  readonly vectors: boolean;
  readonly crop: boolean;
}

export const faces = command({
  name: 'faces',
  about: 'show the faces of pictures; no library is read or written',
  usage: '<file…>',
  takes: { file: any('a picture', asText) },
  options: {
    vectors: flag('with their embeddings'),
    crop: flag('each file is one face already'),
    fromFile,
  },
  async run({ file, fromFile: list, ...how }, call) {
    const paths = await withListed(file, list);
    if (paths.length === 0) throw new WrongUsage('faces needs at least one file');
    await using models = await openModels(call.models);
    const pictures: PictureFaces[] = [];
    for (const path of paths) pictures.push(await look(path, models, how));
    if (call.json) print.json(pictures);
    else pictures.forEach(printPicture);
    return pictures.some((picture) => picture.error !== undefined) ? 1 : 0;
  },
});

async function look(path: string, models: Models, { vectors, crop }: Look): Promise<PictureFaces> {
  try {
    const seen = await (crop ? analyseCrop(path, models) : analysePicture(path, models));
    const { width, height, isPreview } = seen;
    const shown = seen.faces.map(({ box, score, vector }) => ({ box, score, ...(vectors && { vector: [...vector] }) }));
    return { path, width, height, isPreview, faces: shown };
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    return { path, width: 0, height: 0, isPreview: false, faces: [], error: error.message };
  }
}

/** The file is one face already: its whole area is the crop. */
async function analyseCrop(path: string, models: Models) {
  const { width, height, isPreview, image } = await decodePicture(path);
  const vectors = await embedWhole(image, models);
  const faces = vectors.map((vector) => ({ box: [0, 0, width, height] as Box, score: 1, vector }));
  return { width, height, isPreview, faces };
}

function printPicture({ path, width, height, isPreview, faces: found, error }: PictureFaces): void {
  const counted = `${found.length} ${found.length === 1 ? 'face' : 'faces'}`;
  const preview = isPreview ? `, from an embedded preview of ${width} × ${height} pixels` : '';
  print.line(`${path}: ${error ?? counted + preview}`);
  for (const { box, score } of found) print.line(`  ${box.join(', ')}  (${score.toFixed(2)})`);
}
