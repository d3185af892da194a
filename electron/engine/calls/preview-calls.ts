import { availableParallelism } from 'node:os';
import { AppError } from '../../contract/errors.ts';
import type { Face } from '../../contract/api/faces-api.ts';
import type { FaceId, PictureId, SampleId } from '../../contract/ids.ts';
import type { PreviewApi, TileOf } from '../../contract/api/preview-api.ts';
import { NewestFirst } from '../flow/newest-first.ts';
import { decodePicture } from '../pictures/decode.ts';
import { readable } from '../pictures/readable.ts';
import { PictureTiles } from '../previews/picture-tiles.ts';
import { previewSides, writePicturePreview } from '../previews/preview.ts';
import { wholePng } from '../previews/whole-png.ts';
import { faceKey, type PreviewCache } from '../previews/preview-cache.ts';
import type { PreviewThread } from '../previews/preview-thread.ts';
import type { Stores } from '../store/stores.ts';
import { scaleBox } from '../vision/boxes.ts';
import { existingPicture } from './existing.ts';
import type { RecognitionAccess } from './recognition-access.ts';

/** Decoding takes a core each, and indexing may want some too. */
const thumbnailsAtOnce = Math.max(1, Math.min(4, availableParallelism() - 1));
/** More than fit on any screen, with what is around it: older ones were scrolled past. */
const mostThumbnails = 400;
/** The tiles of a view are mounted within a few frames. */
const lookMs = 250;

interface PreviewParts {
  readonly stores: Stores;
  readonly previews: PreviewCache;
  readonly previewThread: PreviewThread;
  readonly recognition: RecognitionAccess;
}

/** Pictures of faces, pictures and samples, made where they are missing. */
export function previewCalls(parts: PreviewParts): PreviewApi {
  const tiles = new PictureTiles();
  const newest = new NewestFirst({ atOnce: thumbnailsAtOnce, mostWaiting: mostThumbnails, lookMs });
  return {
    preview: async (of) => {
      switch (of.kind) {
        case 'face':
        case 'portrait':
          return facePreview(parts, of.kind, of.id);
        case 'picture':
          return picturePreview(parts, of.id);
        case 'tile':
          return tile(parts, tiles, of);
        case 'thumbnail':
          return thumbnail(parts, newest, of.id);
        case 'sample':
          return samplePreview(parts, of.id);
      }
    },
    pictureAsPng: async (id) => {
      const { path } = contentOf(parts.stores, id);
      return readable(path, () => wholePng(path));
    },
    colourAt: async (id, x, y) => {
      const picture = contentOf(parts.stores, id);
      return readable(picture.path, () => tiles.colourAt(picture, x, y));
    },
  };
}

function facePreview(
  { stores, previews, previewThread }: PreviewParts,
  kind: 'face' | 'portrait',
  id: FaceId,
): Promise<string> {
  const face = stores.faces.evenNone(id);
  if (!face) throw new AppError('face-gone', id);
  const side = previewSides[kind];
  return previews.get(kind, faceKey(hashOf(stores, face.picture), face.box), (path) =>
    makeFacePreview(previewThread, face, side, path),
  );
}

async function makeFacePreview(thread: PreviewThread, face: Face, side: number, path: string): Promise<number> {
  const { image, scale } = await readable(face.path, () => decodePicture(face.path));
  return thread.run('face', { image, box: scaleBox(face.box, scale), side, path });
}

function picturePreview({ stores, previews }: PreviewParts, id: PictureId): Promise<string> {
  const path = existingPicture(stores, id).paths[0] ?? '';
  return previews.get('picture', hashOf(stores, id), (to) => readable(path, () => writePicturePreview(path, to)));
}

/** Grids ask for many while they are scrolled: what came into view last is made first. */
function thumbnail({ stores, previews }: PreviewParts, newest: NewestFirst, id: PictureId): Promise<string> {
  const path = existingPicture(stores, id).paths[0] ?? '';
  const write = (to: string) => readable(path, () => writePicturePreview(path, to, 'thumbnail'));
  return previews.get('thumbnail', hashOf(stores, id), (to) => newest.run(path, () => write(to)));
}

function tile({ stores, previews }: PreviewParts, tiles: PictureTiles, of: TileOf): Promise<string> {
  const { id, level, x, y } = of;
  const picture = { ...contentOf(stores, id), level };
  return previews.get('tile', `${picture.key}-${level}-${x}-${y}`, (to) =>
    readable(picture.path, () => tiles.write(picture, x, y, to)),
  );
}

/** Throws `picture-gone`. */
function contentOf(stores: Stores, id: PictureId) {
  const { paths, size } = existingPicture(stores, id);
  return { key: hashOf(stores, id), path: paths[0] ?? '', size };
}

async function samplePreview({ previews, recognition }: PreviewParts, id: SampleId): Promise<string> {
  const source = (await recognition.ready()).samples.sourceOf(id);
  // Samples are numbered anew in every run: the process number keeps an old one from being shown for a new one.
  return previews.get('sample', `${process.pid}-${id}`, (to) => writePicturePreview(source, to));
}

function hashOf({ pictures }: Stores, picture: PictureId): string {
  return pictures.hashOf(picture)?.toString('hex') ?? '';
}
