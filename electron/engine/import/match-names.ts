import type { Box } from '../../contract/geometry.ts';
import type { FaceId } from '../../contract/ids.ts';
import { iou } from '../vision/boxes.ts';

/** A name as it is to be placed: `box` in pixels of the upright picture; null: it is about all of the picture. */
export interface NameToPlace {
  readonly name: string;
  readonly box: Box | null;
}

/** A face of the picture, with what the artist has decided of it. */
export interface KnownFace {
  readonly face: FaceId;
  readonly box: Box;
  /** Of the character that it is in. */
  readonly name: string | null;
  /** That the artist is sure of it. */
  readonly isConfirmed: boolean;
  /** The artist said that it is no face. */
  readonly isNone: boolean;
  /** Names of characters that the artist said it does not show. */
  readonly refused: readonly string[];
}

/**
 * What becomes of a name. `face`: that face gets it. `box`: no face is there, so one is drawn. `same`: the library says so already. `kept`: the artist has
 * decided otherwise. `no-face`, `several-faces`: nothing says where in the picture it belongs.
 */
export type Placement =
  | { readonly fate: 'face' | 'same' | 'kept'; readonly name: string; readonly face: FaceId }
  | { readonly fate: 'box'; readonly name: string; readonly box: Box }
  | { readonly fate: 'no-face' | 'several-faces'; readonly name: string };

/** Programs frame a face tightly or with all of its hair: one box inside the other is enough, if it is not much smaller. */
const leastShared = 0.6;
const leastIou = 0.12;
/** Two regions of one name that overlap so far are one. */
const sameRegion = 0.5;

/** Places the names that sources have for one picture. Regions take the face that they cover best, each face once. */
export function matchNames(wanted: readonly NameToPlace[], faces: readonly KnownFace[]): Placement[] {
  const names = withoutRepeats(wanted);
  const regions = names.flatMap(({ name, box }) => (box ? { name, box } : []));
  const found = facesOfRegions(regions, faces);
  const placed = regions.map(({ name, box }, k): Placement => {
    const face = found[k];
    return face ? ofFace(name, face) : { fate: 'box', name, box };
  });
  const taken = new Set(found);
  const free = faces.filter((face) => !face.isNone && !taken.has(face));
  const whole = names.flatMap(({ name, box }) => (box ? [] : name));
  return [...placed, ...placeWhole(whole, free)];
}

/** A name that has a region in the picture needs no place for the picture as a whole. */
function withoutRepeats(wanted: readonly NameToPlace[]): NameToPlace[] {
  const kept: NameToPlace[] = [];
  for (const each of wanted.toSorted((a, b) => Number(a.box === null) - Number(b.box === null))) {
    const isKnown = kept.some(
      ({ name, box }) => name === each.name && (!each.box || (box && iou(box, each.box) >= sameRegion)),
    );
    if (!isKnown) kept.push(each);
  }
  return kept;
}

function facesOfRegions(regions: readonly { readonly box: Box }[], faces: readonly KnownFace[]): (KnownFace | null)[] {
  const pairs = regions.flatMap((region, index) =>
    faces
      .filter(({ box }) => isSameFace(region.box, box))
      .map((face) => ({ index, face, overlap: iou(region.box, face.box) })),
  );
  const found = regions.map((): KnownFace | null => null);
  const taken = new Set<KnownFace>();
  for (const { index, face } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (found[index] !== null || taken.has(face)) continue;
    found[index] = face;
    taken.add(face);
  }
  return found;
}

function isSameFace(a: Box, b: Box): boolean {
  const together = iou(a, b);
  const [areaA, areaB] = [a[2] * a[3], b[2] * b[3]];
  const shared = (together * (areaA + areaB)) / (1 + together);
  return together >= leastIou && shared >= leastShared * Math.min(areaA, areaB);
}

function ofFace(name: string, face: KnownFace): Placement {
  if (face.isConfirmed && face.name === name) return { fate: 'same', name, face: face.face };
  const isDecided = face.isConfirmed || face.isNone || face.refused.includes(name);
  return { fate: isDecided ? 'kept' : 'face', name, face: face.face };
}

/** A name of all of the picture goes to a face that has it already; or to the only face that is left, if it is the only name left. */
function placeWhole(names: readonly string[], free: readonly KnownFace[]): Placement[] {
  const left = new Set(free);
  const known = names.map((name): Placement | null => {
    const face = [...left].find((each) => each.name === name);
    if (!face) return null;
    left.delete(face);
    return ofFace(name, face);
  });
  const undecided = [...left].filter(({ isConfirmed }) => !isConfirmed);
  const open = known.filter((each) => each === null).length;
  const [only] = undecided;
  return known.map((placement, k): Placement => {
    const name = names[k] ?? '';
    if (placement) return placement;
    if (only && open === 1 && undecided.length === 1) return ofFace(name, only);
    if (left.size === 0) return { fate: 'no-face', name };
    const [holder] = left;
    return undecided.length === 0 && holder && left.size === 1
      ? { fate: 'kept', name, face: holder.face }
      : { fate: 'several-faces', name };
  });
}
