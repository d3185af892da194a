/** What a command was called with, besides its own words. */
export interface Call {
  readonly library: string;
  readonly models: string;
  readonly json: boolean;
  readonly vectors: boolean;
  readonly crop: boolean;
  readonly face: number;
  readonly limit: number;
  readonly min: number;
}
