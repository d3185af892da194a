import type { Orientation } from '../pictures/orientation.ts';
import type { Region, RegionsOfPicture } from './xmp.ts';

type Point = readonly [x: number, y: number];

/** From a place in the upright picture to the same place in the stored one; both as fractions, origin top left. */
export const toStored: Readonly<Record<Orientation, (x: number, y: number) => Point>> = {
  1: (x, y) => [x, y],
  2: (x, y) => [1 - x, y],
  3: (x, y) => [1 - x, 1 - y],
  4: (x, y) => [x, 1 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [y, 1 - x],
  7: (x, y) => [1 - y, 1 - x],
  8: (x, y) => [1 - y, x],
};

/**
 * Regions as XMP wants them: of the image as it is stored, which a reader turns together with the image by its EXIF
 * orientation (MWG guidelines 2.0, 5.9).
 */
export function storedRegions(upright: RegionsOfPicture, orientation: Orientation): RegionsOfPicture {
  const turned = orientation >= 5;
  const turn = (region: Region): Region => {
    const [x, y] = toStored[orientation](region.x, region.y);
    return turned ? { ...region, x, y, w: region.h, h: region.w } : { ...region, x, y };
  };
  return {
    width: turned ? upright.height : upright.width,
    height: turned ? upright.width : upright.height,
    regions: upright.regions.map(turn),
    ifThere: upright.ifThere.map(turn),
    ...(upright.said ? { said: upright.said } : {}),
  };
}
