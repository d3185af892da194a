import type { FaceId } from '../contract/ids.ts';

/** What a command was called with, besides its own words. */
export interface Call {
  readonly library: string;
  /** The folder that was named, or the app's own. */
  readonly models: string;
  readonly modelsNamed: boolean;
  readonly json: boolean;
  readonly vectors: boolean;
  readonly crop: boolean;
  readonly face: number;
  readonly limit: number;
  /** Null where it was not given. */
  readonly min: number | null;
  /** `split`: the faces of the new group. */
  readonly faces: readonly FaceId[];
  readonly name: string | null;
  /** `assign`: a folder of samples. */
  readonly samples: string | null;
}
