import { createHash } from 'node:crypto';
import type { Box } from '../../../contract/geometry.ts';

/** The namespace of Dramatis' faces (RFC 9562, section 5.5). */
const faces = Buffer.from('6f5d1c3e9a7b4c0d8e2fb1a4d3c5e798', 'hex');

/**
 * The name of a face in a studio: UUIDv5 of the picture's SHA-256 (hex) and the face's box in whole pixels, so that two machines that see
 * the same box say the same.
 */
export function faceUuid(picture: string, box: Box): string {
  const named = `${picture}:${box.map(Math.round).join(',')}`;
  const bytes = createHash('sha1').update(faces).update(named).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
