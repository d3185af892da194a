import type { Box, Size } from '../../contract/geometry.ts';
import { toStored } from '../export/stored-regions.ts';
import type { Orientation } from '../pictures/orientation.ts';
import { clipBox } from '../vision/boxes.ts';
import type { ImportedRegion } from './sources/imported.ts';

/** From a place in the stored picture to the same one in the upright one: the way there of the orientation that turns the other way. */
const fromStored = (orientation: Orientation) => toStored[orientation === 6 ? 8 : orientation === 8 ? 6 : orientation];
/** Two shapes are one up to rounding, and to what a resize rounds. */
const sameShape = 0.02;

/**
 * The box of a region in pixels of the upright picture of a size; null where the region is said of a picture of another shape, or lies outside. Some
 * programs say it of the upright picture though the standard has it otherwise: the size that they give tells.
 */
export function uprightBox(region: ImportedRegion, upright: Size, orientation: Orientation): Box | null {
  const turned = orientation >= 5;
  const stored = turned ? { width: upright.height, height: upright.width } : upright;
  const saysUpright = hasShape(region.size, upright) && !hasShape(region.size, stored);
  const isOfUpright = region.frame === 'upright' || saysUpright;
  if (region.size && !hasShape(region.size, isOfUpright ? upright : stored)) return null;
  const [x, y, w, h] = isOfUpright ? region.box : turnedUpright(region.box, orientation);
  return clipBox([x * upright.width, y * upright.height, w * upright.width, h * upright.height], upright);
}

function turnedUpright([x, y, w, h]: Box, orientation: Orientation): Box {
  const [middleX, middleY] = fromStored(orientation)(x + w / 2, y + h / 2);
  const [width, height] = orientation >= 5 ? [h, w] : [w, h];
  return [middleX - width / 2, middleY - height / 2, width, height];
}

function hasShape(size: Size | null, other: Size): boolean {
  if (!size) return false;
  return Math.abs((size.width * other.height) / (size.height * other.width) - 1) <= sameShape;
}
