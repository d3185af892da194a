import { clamp, type Box, type Size } from '../../../electron/contract/geometry.ts';

/** Face boxes as they are drawn and adjusted by hand. All lengths in pixels of the upright picture. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Compass points of a box: its four corners and the middles of its four sides. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';
export const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** Below this no network sees a face. */
export const smallestEdge = 12;

/** The box between two points, of at least the smallest size, inside the picture. */
export function boxBetween(from: Point, to: Point, size: Size): Box {
  const left = clamp(Math.min(from.x, to.x), 0, size.width);
  const top = clamp(Math.min(from.y, to.y), 0, size.height);
  const right = clamp(Math.max(from.x, to.x), 0, size.width);
  const bottom = clamp(Math.max(from.y, to.y), 0, size.height);
  return inside([left, top, right - left, bottom - top], size);
}

/** A square for who draws by keyboard: a quarter of the shorter side, in the middle. */
export function boxInMiddle(size: Size): Box {
  const edge = Math.min(size.width, size.height) / 4;
  return inside([(size.width - edge) / 2, (size.height - edge) / 2, edge, edge], size);
}

export function moveBox([x, y, width, height]: Box, by: Point, size: Size): Box {
  return inside([x + by.x, y + by.y, width, height], size);
}

/** Moves the sides that the handle holds; the others stay where they are. */
export function resizeBox([x, y, width, height]: Box, handle: Handle, by: Point, size: Size): Box {
  const edge = smallestEdgeIn(size);
  let [left, top, right, bottom] = [x, y, x + width, y + height];
  if (handle.includes('w')) left = clamp(left + by.x, 0, right - edge);
  if (handle.includes('e')) right = clamp(right + by.x, left + edge, size.width);
  if (handle.includes('n')) top = clamp(top + by.y, 0, bottom - edge);
  if (handle.includes('s')) bottom = clamp(bottom + by.y, top + edge, size.height);
  return [left, top, right - left, bottom - top];
}

/** How far one press of an arrow key goes: one in a hundred of the shorter side; one pixel where it is `fine`. */
export function stepIn(size: Size, fine: boolean): number {
  return fine ? 1 : Math.max(1, Math.round(Math.min(size.width, size.height) / 100));
}

function inside([x, y, width, height]: Box, size: Size): Box {
  const edge = smallestEdgeIn(size);
  const w = clamp(width, edge, size.width);
  const h = clamp(height, edge, size.height);
  return [clamp(x, 0, size.width - w), clamp(y, 0, size.height - h), w, h];
}

/** A picture may itself be smaller than the smallest box. */
function smallestEdgeIn({ width, height }: Size): number {
  return Math.min(smallestEdge, width, height);
}
