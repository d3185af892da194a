import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeOverSync } from '../../disk/write-over.ts';

/** The map as it was made last, in the library's folder; safe to delete. */
const fileName = 'face-map.json';
/** Places are kept as whole numbers up to this. */
const side = 65_535;

const schema = z.object({
  /** Of the models that the vectors are of. */
  version: z.string(),
  /** Faces of the library when it was made. */
  of: z.int(),
  faces: z.array(z.int().positive()),
  /** x and y of each. */
  places: z.array(z.int().min(0).max(side)),
});

export interface StoredMap extends Omit<z.infer<typeof schema>, 'places'> {
  /** faces × 2, from 0 to 1. */
  readonly places: Float32Array;
}

/** Null where there is none, or it cannot be read. */
export function readMap(library: string): StoredMap | null {
  try {
    const { places, ...map } = schema.parse(JSON.parse(readFileSync(join(library, fileName), 'utf8')));
    return places.length === map.faces.length * 2
      ? { ...map, places: Float32Array.from(places, (at) => at / side) }
      : null;
  } catch {
    // It was never made, or is damaged: it is made anew.
    return null;
  }
}

export function writeMap(library: string, { places, ...map }: StoredMap): void {
  writeOverSync(
    join(library, fileName),
    JSON.stringify({ ...map, places: Array.from(places, (at) => Math.round(at * side)) }),
  );
}
