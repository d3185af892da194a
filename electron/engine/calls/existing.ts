import { AppError } from '../../contract/errors.ts';
import type { Face, Picture } from '../../contract/api/faces-api.ts';
import type { FaceId, PictureId } from '../../contract/ids.ts';
import type { Stores } from '../store/stores.ts';

/** Throws `face-gone`. */
export function existingFace({ faces }: Pick<Stores, 'faces'>, id: FaceId): Face {
  const face = faces.byId(id);
  if (!face) throw new AppError('face-gone', id);
  return face;
}

/** Throws `picture-gone`. */
export function existingPicture({ pictures, faces, catalogue }: Stores, id: PictureId): Picture {
  const size = pictures.sizeOf(id);
  if (!size) throw new AppError('picture-gone', id);
  const about = { ...catalogue.pictureAppraisals.of(id), tags: catalogue.pictureTags.of(id) };
  return { id, size, paths: pictures.pathsOf(id), faces: faces.ofPicture(id), about };
}
