import { clamp, tileSide, type Size } from '../../../electron/contract/geometry.ts';
import type { Point } from './box-geometry.ts';

/** How a picture lies in a stage that is smaller than it, or larger. Lengths in CSS pixels where nothing else is said. */

/** What is looked at, whatever the sizes of picture and stage: so that several pictures can be looked at alike. */
export interface Look {
  /** Times the size at which the whole picture just fits. */
  readonly zoom: number;
  /** The point of the picture in the middle of the stage, in fractions of its sides. */
  readonly centre: Point;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

/** A square of the picture's own pixels, and where it lies in the shown picture, in fractions of its sides. */
export interface ShownTile extends Rectangle {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

export const wholeLook: Look = { zoom: 1, centre: { x: 0.5, y: 0.5 } };

/** A pixel of the picture becomes at most so many of the screen. */
const largestPixel = 32;
/** The preview has so many pixels on its longer side: where no more are shown, it will do. */
const previewSide = 1280;
/** It may be shown so much larger: nobody waits for pixels that they hardly see. */
const mostStretched = 1.25;

/** CSS pixels per pixel of the picture at which all of it just fits. */
function fitScale(picture: Size, stage: Size): number {
  return Math.max(1e-6, Math.min(stage.width / Math.max(1, picture.width), stage.height / Math.max(1, picture.height)));
}

/** The zoom at which a pixel of the picture is one of the screen. `density`: pixels of the screen per CSS pixel. */
export function nativeZoom(picture: Size, stage: Size, density: number): number {
  return 1 / density / fitScale(picture, stage);
}

/** The look with a zoom between the whole picture, or its own pixels, and the largest; no emptier a stage than it has to be. */
export function within({ zoom, centre }: Look, picture: Size, stage: Size, density: number): Look {
  const native = nativeZoom(picture, stage, density);
  const allowed = clamp(zoom, Math.min(1, native), Math.max(1, native * largestPixel));
  const scale = fitScale(picture, stage) * allowed;
  const middle = (at: number, shown: number, room: number): number => {
    const half = room / 2 / Math.max(1, shown);
    return half >= 0.5 ? 0.5 : clamp(at, half, 1 - half);
  };
  return {
    zoom: allowed,
    centre: {
      x: middle(centre.x, picture.width * scale, stage.width),
      y: middle(centre.y, picture.height * scale, stage.height),
    },
  };
}

/** Where the picture lies, from the top left of the stage. */
export function place({ zoom, centre }: Look, picture: Size, stage: Size): Rectangle {
  const scale = fitScale(picture, stage) * zoom;
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: stage.width / 2 - centre.x * width, top: stage.height / 2 - centre.y * height, width, height };
}

/** Nearer or farther by `factor`; what lies at `at`, a point of the stage, stays there. */
export function zoomAt(look: Look, factor: number, at: Point, picture: Size, stage: Size, density: number): Look {
  const before = place(look, picture, stage);
  const held = { x: (at.x - before.left) / before.width, y: (at.y - before.top) / before.height };
  const { zoom } = within({ ...look, zoom: look.zoom * factor }, picture, stage, density);
  const scale = fitScale(picture, stage) * zoom;
  const centre = {
    x: held.x + (stage.width / 2 - at.x) / (picture.width * scale),
    y: held.y + (stage.height / 2 - at.y) / (picture.height * scale),
  };
  return within({ zoom, centre }, picture, stage, density);
}

/** The picture moved by so many CSS pixels. */
export function moved(look: Look, by: Point, picture: Size, stage: Size, density: number): Look {
  const { width, height } = place(look, picture, stage);
  const centre = { x: look.centre.x - by.x / width, y: look.centre.y - by.y / height };
  return within({ ...look, centre }, picture, stage, density);
}

/** The tiles on stage, in pixels as fine as the screen's; none where the preview is as fine. */
export function tilesOf(look: Look, picture: Size, stage: Size, density: number): ShownTile[] {
  const shown = place(look, picture, stage);
  const finest = (shown.width / picture.width) * density;
  const level = Math.max(0, Math.floor(Math.log2(1 / Math.min(1, finest)) + 1e-9));
  const [width, height] = [Math.ceil(picture.width / 2 ** level), Math.ceil(picture.height / 2 ** level)];
  const onScreen = finest * Math.max(picture.width, picture.height);
  // At their own size or larger, pixels are shown without loss, which the preview is not.
  if (finest < 1 && (Math.max(width, height) <= previewSide || onScreen <= previewSide * mostStretched)) return [];
  const [columns, rows] = [Math.ceil(width / tileSide), Math.ceil(height / tileSide)];
  const between = (start: number, room: number, length: number, pixels: number, count: number): [number, number] => {
    const at = (edge: number): number => Math.floor((((edge - start) / length) * pixels) / tileSide);
    return [clamp(at(0), 0, count - 1), clamp(at(room), 0, count - 1)];
  };
  const [left, right] = between(shown.left, stage.width, shown.width, width, columns);
  const [top, bottom] = between(shown.top, stage.height, shown.height, height, rows);
  const tiles: ShownTile[] = [];
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1)
      tiles.push({
        ...{ level, x, y, left: (x * tileSide) / width, top: (y * tileSide) / height },
        width: Math.min(tileSide, width - x * tileSide) / width,
        height: Math.min(tileSide, height - y * tileSide) / height,
      });
  return tiles;
}
