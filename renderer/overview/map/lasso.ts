import type { Point } from './camera.ts';

/** Whether a point lies inside a line that is closed from its end to its start: crossings of a ray, even or odd. */
export function isInside({ x, y }: Point, line: readonly Point[]): boolean {
  let inside = false;
  for (const [at, corner] of line.entries()) {
    const before = line.at(at - 1) ?? corner;
    if (corner.y > y === before.y > y) continue;
    if (x < ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x) inside = !inside;
  }
  return inside;
}
