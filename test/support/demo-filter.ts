import type { Face, LibraryFilter } from '../../electron/contract/faces-api.ts';
import { facesOfPicture, type DemoLibrary } from './demo-library.ts';

const day = 86_400_000;
const newest = Date.UTC(2026, 10, 20);

/** The demo's pictures are a day apart. */
export function demoFileTime({ picture }: Face): number {
  return newest - picture * day;
}

/** Whether a face of the demo fits; all its pictures lie in one folder. */
export function fitsDemo(library: DemoLibrary, face: Face, name: string | null, filter: LibraryFilter): boolean {
  const { text = '', types, fromMs = 0, toMs = Infinity, minFaces = 0, maxFaces = Infinity, unnamed = false } = filter;
  const wanted = text.trim().normalize('NFKC').toLowerCase();
  const has = (where: string): boolean => where.normalize('NFKC').toLowerCase().includes(wanted);
  const time = demoFileTime(face);
  const count = facesOfPicture(library, face.picture - 1).length;
  const isOfType = types?.some((type) => face.path.toLowerCase().endsWith(`.${type}`)) ?? true;
  const isInTime = time >= fromMs && time <= toMs;
  const isInCount = count >= minFaces && count <= maxFaces;
  return isOfType && isInTime && isInCount && !(unnamed && name !== null) && (has(face.path) || has(name ?? ''));
}
