import type { Face } from '../../electron/contract/faces-api.ts';
import type { Box, Size } from '../../electron/contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';
import { mix } from './demo-art.ts';

/** A made-up library: every face, its picture and its character follow from its number, so 100,000 of them cost nothing. */

const facesOfPictures = [1, 1, 2, 1, 3] as const;
const perRound = facesOfPictures.reduce<number>((sum, count) => sum + count, 0);
const sizes: readonly Size[] = [
  { width: 900, height: 1280 },
  { width: 1600, height: 900 },
  { width: 1280, height: 1280 },
  { width: 2480, height: 3508 },
];
const folders = [
  '/home/mika/art/heroines/sprites',
  '/home/mika/art/events',
  'D:\\projects\\Aster\\concept\\rough sketches',
];

const manyFaces = 20_000;

export interface DemoLibrary {
  readonly faces: number;
  readonly pictures: number;
  /** First face number of each group, and one past the last. */
  readonly starts: readonly number[];
  readonly ungrouped: number;
  /** From the number of a face to its place among the pictures, and back; modulo `faces`. */
  readonly stride: number;
  readonly inverse: number;
}

export function demoLibrary(faces: number): DemoLibrary {
  const ungrouped = Math.floor(faces * 0.06);
  const starts = [0];
  const grouped = faces - ungrouped;
  // A large library has few main characters and thousands that appear a few times.
  const sizeOf = (group: number): number =>
    faces > manyFaces ? (grouped * 0.1) / (group + 1) : grouped * 0.09 * 0.93 ** group;
  while ((starts.at(-1) ?? 0) < grouped) {
    const size = Math.max(faces > manyFaces ? 3 : 2, Math.floor(sizeOf(starts.length - 1)));
    starts.push(Math.min(grouped, (starts.at(-1) ?? 0) + size));
  }
  const stride = strideOf(faces);
  const pictures = Math.floor(faces / perRound) * facesOfPictures.length;
  return { faces, pictures, starts, ungrouped, stride, inverse: inverseOf(stride, faces) };
}

export function groupOf(library: DemoLibrary, face: number): number | null {
  const next = library.starts.findIndex((start) => start > face);
  return next < 0 ? null : next - 1;
}

/** Where a face stands in its group: 0 for the first, towards 1 for the last. */
export function placeInGroup(library: DemoLibrary, face: number): number {
  const group = groupOf(library, face) ?? 0;
  const [start = 0, end = 1] = library.starts.slice(group, group + 2);
  return (face - start) / Math.max(1, end - start);
}

// Faces of one picture should show different characters: faces are dealt to pictures in strides.
function strideOf(faces: number): number {
  let stride = Math.max(1, Math.floor(faces * 0.618)) | 1;
  while (gcd(stride, faces) !== 1) stride += 2;
  return stride;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Undoes `strideOf`: the number that it times the stride leaves 1, modulo `faces`. */
function inverseOf(stride: number, faces: number): number {
  let [a, b, x, y] = [stride, faces, 1, 0];
  while (b !== 0) [a, b, x, y] = [b, a % b, y, x - Math.floor(a / b) * y];
  return ((x % faces) + faces) % faces;
}

function placeOf(library: DemoLibrary, face: number): number {
  return (face * library.stride) % library.faces;
}

function faceAtPlace(library: DemoLibrary, place: number): number {
  return (place * library.inverse) % library.faces;
}

export function pictureOfFace(library: DemoLibrary, face: number): { picture: number; slot: number } {
  const place = placeOf(library, face);
  let slot = place % perRound;
  let inRound = 0;
  while (slot >= (facesOfPictures[inRound] ?? 1)) slot -= facesOfPictures[inRound++] ?? 1;
  return { picture: Math.floor(place / perRound) * facesOfPictures.length + inRound, slot };
}

export function facesOfPicture(library: DemoLibrary, picture: number): number[] {
  const inRound = picture % facesOfPictures.length;
  const before = facesOfPictures.slice(0, inRound).reduce<number>((sum, count) => sum + count, 0);
  const first = Math.floor(picture / facesOfPictures.length) * perRound + before;
  const places = Array.from({ length: facesOfPictures[inRound] ?? 1 }, (_, slot) => first + slot);
  return places.filter((place) => place < library.faces).map((place) => faceAtPlace(library, place));
}

export function sizeOfPicture(picture: number): Size {
  const count = facesOfPictures[picture % facesOfPictures.length] ?? 1;
  return (count > 1 ? sizes[1] : sizes[mix(picture, 21) % sizes.length]) ?? { width: 1000, height: 1000 };
}

export function boxOf(picture: number, slot: number): Box {
  const { width, height } = sizeOfPicture(picture);
  const count = facesOfPictures[picture % facesOfPictures.length] ?? 1;
  const share = width / count;
  const size = Math.round(Math.min(share * 0.34, height * 0.26) * (0.8 + (mix(picture, slot) % 40) / 100));
  const x = Math.round(share * slot + (share - size) / 2 + ((mix(picture, slot + 9) % 40) / 100 - 0.2) * size);
  return [x, Math.round(height * 0.22 + ((mix(slot, picture) % 30) / 100) * size), size, size];
}

export function pathOf(picture: number): string {
  const folder = folders[picture % folders.length] ?? '';
  const separator = folder.includes('\\') ? '\\' : '/';
  return `${folder}${separator}${['aster', 'ev', '立ち絵', 'sketch', 'cg'][picture % 5]}_${String(picture).padStart(4, '0')}.png`;
}

export function faceOf(library: DemoLibrary, face: number, character: CharacterId | null): Face {
  const { picture, slot } = pictureOfFace(library, face);
  return {
    id: (face + 1) as FaceId,
    picture: (picture + 1) as PictureId,
    path: pathOf(picture),
    pictureSize: sizeOfPicture(picture),
    box: boxOf(picture, slot),
    score: 0.9,
    character,
    similarity: character === null ? null : 0.97 - (mix(face, 3) % 300) / 1000,
    state: 'grouped',
    manual: false,
    drawn: false,
    version: 1,
  };
}
