import type { Box } from '../../../contract/geometry.ts';
import type { FoundFace } from '../../store/faces/face-writer.ts';
import type { FoundPicture } from '../../pipeline/look-at-picture.ts';
import { likenessBytes } from '../../vision/likeness.ts';
import type { SentFace, SentPicture } from '../server/picture-calls.ts';
import { vectorFromText } from '../server/vector-text.ts';

/**
 * What a colleague's machine saw in a picture, as if this one had seen it. Null where it cannot be so: then this machine looks itself.
 * `dimensions`: of a vector.
 */
export function readPicture(
  { width, height, isPreview, likeness, faces: sent }: SentPicture,
  dimensions: number,
): FoundPicture | null {
  const faces = sent.map((face) => readFace(face, { width, height }, dimensions));
  const bytes = new Uint8Array(Buffer.from(likeness, 'base64'));
  if (faces.includes(null) || bytes.length !== likenessBytes.lines + likenessBytes.colours) return null;
  return { width, height, isPreview, likeness: bytes, faces: faces as FoundFace[], decided: [] };
}

function readFace(
  { box, score, vector: text }: SentFace,
  { width, height }: { width: number; height: number },
  dimensions: number,
): FoundFace | null {
  const vector = vectorFromText(text, dimensions);
  return vector && isInside(box, width, height) && score >= 0 && score <= 1 ? { box, score, vector } : null;
}

function isInside(box: Box, width: number, height: number): boolean {
  if (!box.every(Number.isFinite)) return false;
  const [x, y, w, h] = box;
  return x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= width && y + h <= height;
}
