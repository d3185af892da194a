import type { FileBytes } from '../reader.ts';
import { endOf, viewOf, type Section } from './psd-sections.ts';

/** Numbers of image resources. */
export const resourceIds = {
  /** Colours of the channels, as before Photoshop CS3. */
  oldDisplayInfo: 1007,
  thumbnail: 1036,
  profile: 1039,
  transparentIndex: 1047,
  alphaIds: 1053,
  versionInfo: 1057,
  displayInfo: 1077,
} as const;

/** Photoshop writes about thirty. */
const mostResources = 4096;

/** Where the image resources lie, by their numbers. What cannot be followed any further is left out: no picture depends on it. */
export function findResources(file: FileBytes, { at, length }: Section): ReadonlyMap<number, Section> {
  const found = new Map<number, Section>();
  const end = at + length;
  for (let next = at; next + 12 <= end && found.size < mostResources;) {
    // Signature, number, and a name of at most 255 bytes with its length.
    const head = viewOf(file, next, 7);
    const nameBytes = roundUp(1 + head.getUint8(6));
    const start = next + 6 + nameBytes + 4;
    if (head.getUint32(0) !== 0x3842494d || start > end) break;
    const resource = { at: start, length: viewOf(file, start - 4, 4).getUint32(0) };
    if (endOf(resource) > end) break;
    found.set(head.getUint16(4), resource);
    next = start + roundUp(resource.length);
  }
  return found;
}

function roundUp(bytes: number): number {
  return bytes + (bytes % 2);
}
