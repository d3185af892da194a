export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Fills a rectangle with one for each weight, as large as its share and as near to a square as it can be. `weights`: largest first, above 0.
 * Squarified treemaps (Bruls, Huizing, van Wijk 2000).
 */
export function treemap(
  weights: readonly number[],
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
): Rectangle[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const areas = weights.map((weight) => (weight / total) * width * height);
  const placed: Rectangle[] = [];
  let room: Rectangle = { left: 0, top: 0, width, height };
  for (let from = 0; from < areas.length;) {
    const side = Math.min(room.width, room.height);
    let to = from + 1;
    while (to < areas.length && worst(areas.slice(from, to + 1), side) <= worst(areas.slice(from, to), side)) to += 1;
    const strip = areas.slice(from, to);
    placed.push(...placeStrip(strip, room));
    room = without(strip, room);
    from = to;
  }
  return placed;
}

/** The least square of rectangles with these areas in a strip along `side`: its longer by its shorter side. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0);
  const [largest, smallest] = [Math.max(...areas), Math.min(...areas)];
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
}

/** Along the shorter side of the room. */
function placeStrip(areas: readonly number[], { left, top, width, height }: Rectangle): Rectangle[] {
  const sum = areas.reduce((total, area) => total + area, 0);
  const upright = width >= height;
  const thickness = sum / Math.max(1e-9, upright ? height : width);
  let passed = 0;
  return areas.map((area) => {
    const length = area / Math.max(1e-9, thickness);
    const at = passed;
    passed += length;
    return upright
      ? { left, top: top + at, width: thickness, height: length }
      : { left: left + at, top, width: length, height: thickness };
  });
}

function without(areas: readonly number[], { left, top, width, height }: Rectangle): Rectangle {
  const sum = areas.reduce((total, area) => total + area, 0);
  const thickness = sum / Math.max(1e-9, width >= height ? height : width);
  return width >= height
    ? { left: left + thickness, top, width: Math.max(0, width - thickness), height }
    : { left, top: top + thickness, width, height: Math.max(0, height - thickness) };
}
