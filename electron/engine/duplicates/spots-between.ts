import type { Box } from '../../contract/geometry.ts';
import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import { differentSpots } from './judging/different-spots.ts';
import { isOneShape } from './judging/judge-pair.ts';
import { readSmall } from './read-small.ts';

/** Pixels of the longer side of what is compared; never more than the smaller picture has, whose edges would be softer. */
const longest = 256;

/** See DuplicatesApi. */
export async function spotsBetween(
  pictures: PictureStore,
  gate: FileGate,
  pair: readonly [PictureId, PictureId],
): Promise<Box[] | null> {
  const [a, b] = pair.map((id) => pictures.sizeOf(id));
  if (!a || !b || !isOneShape(a, b)) return null;
  const [own, others] = [Math.max(a.width, a.height), Math.max(b.width, b.height)];
  const scale = Math.min(longest, own, others) / own;
  const [width, height] = [Math.ceil(a.width * scale), Math.ceil(a.height * scale)];
  const read = await readSmall(pictures, gate, pair, { width, height });
  return read && differentSpots(...read);
}
