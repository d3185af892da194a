import type { CharacterId, FaceId } from '../contract/ids.ts';
import { AppError } from '../contract/errors.ts';

/** Throws `character-gone` where the text is no id of a group. */
export function groupId(text: string | undefined): CharacterId {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new AppError('character-gone', text ?? '');
  return id as CharacterId;
}

/** Throws `face-gone` where the text is no id of a face. */
export function faceId(text: string): FaceId {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new AppError('face-gone', text);
  return id as FaceId;
}
