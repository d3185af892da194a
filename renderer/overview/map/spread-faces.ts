import type { MapPoint } from '../../../electron/contract/api/map-api.ts';
import type { Camera } from './camera.ts';

/** CSS pixels of a cell that shows one face, at least; at most twice as many. */
const cell = 44;

/**
 * Which points show their face at a zoom: one in each cell of a grid on the map, the first of the list. The grid halves from level to level and does not
 * move with the camera, so that faces stay where they are while the artist wanders.
 */
export class SpreadFaces {
  readonly #points: readonly MapPoint[];
  readonly #levels = new Map<number, readonly number[]>();

  constructor(points: readonly MapPoint[]) {
    this.#points = points;
  }

  /** Indices into the points. */
  at(camera: Camera): readonly number[] {
    const level = levelOf(camera);
    const known = this.#levels.get(level);
    if (known) return known;
    const taken = new Map<number, number>();
    const cells = 2 ** level;
    for (const [index, { x, y }] of this.#points.entries()) {
      const key = Math.floor(x * cells) * (cells + 1) + Math.floor(y * cells);
      if (!taken.has(key)) taken.set(key, index);
    }
    const shown = [...taken.values()];
    this.#levels.set(level, shown);
    return shown;
  }
}

/** CSS pixels that a face is drawn with. */
export function faceSide(camera: Camera): number {
  return Math.min(96, (camera.scale / 2 ** levelOf(camera)) * 0.92);
}

function levelOf({ scale }: Camera): number {
  return Math.max(0, Math.floor(Math.log2(scale / cell)));
}
