import { z } from 'zod';
import { faces, path } from '../checks.ts';
import type { Face } from './faces-api.ts';
import type { CharacterId, FaceId, PictureId } from '../ids.ts';

/** A face on the map. */
export interface MapPoint {
  readonly face: FaceId;
  readonly picture: PictureId;
  readonly character: CharacterId | null;
  /** From 0 to 1. */
  readonly x: number;
  readonly y: number;
}

/** The faces of a library in two dimensions: those that are alike lie near each other. */
export interface FaceMap {
  /** Without faces that have gone since it was made. */
  readonly points: readonly MapPoint[];
  /** Faces of the library when it was made: of many, only some lie on the map. */
  readonly of: number;
}

export interface FaceMapState {
  /** The newest that there is; null: none yet. */
  readonly map: FaceMap | null;
  /** Share of a newer one that is done; null: none is being made. */
  readonly progress: number | null;
  /** Why none is being made though the map is missing or old: pictures are being indexed; there are too few faces. */
  readonly waits: 'busy' | 'few' | null;
}

/** The map of the library's vectors. All calls may throw an AppError. */
export interface MapApi {
  /**
   * Where it is missing, or the library has grown since, a new one is made in a thread; what came of it is announced as `map`. `below`: only faces in this
   * folder on disk.
   */
  faceMap(below?: string): Promise<FaceMapState>;
  /** Those of these faces that can be seen, in this order. */
  facesById(faces: readonly FaceId[]): Promise<Face[]>;
}

export const mapSchemas = {
  faceMap: z.tuple([path.optional()]),
  facesById: z.tuple([faces]),
} satisfies Record<keyof MapApi, z.ZodType>;
