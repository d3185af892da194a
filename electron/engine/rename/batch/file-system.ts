import type fs from 'node:fs';

/** The calls that carry out a batch. A test can make any of them fail. */
export type FileSystem = Pick<
  typeof fs,
  | 'lstatSync'
  | 'linkSync'
  | 'unlinkSync'
  | 'renameSync'
  | 'mkdirSync'
  | 'rmdirSync'
  | 'openSync'
  | 'closeSync'
  | 'readSync'
  | 'writeSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'futimesSync'
  | 'fchmodSync'
>;

/** Something that can go wrong with a file while a batch runs. `reason`: the system's code, or one of ours. */
export class FileError extends Error {
  readonly path: string;
  readonly reason: string;
  /** The other path of a move or copy that failed. */
  readonly to: string | null;

  constructor(reason: string, path: string, to: string | null = null, options?: ErrorOptions) {
    super(`${reason}: ${path}`, options);
    this.name = 'FileError';
    this.reason = reason;
    this.path = path;
    this.to = to;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Does `act` and ignores failures with one of the `harmless` codes. Answers whether it was done. */
export function unless(harmless: readonly string[], act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (harmless.includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}
