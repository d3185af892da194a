import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

/** Debian's ImageMagick 6; another `convert` may come first on the path. */
const program = '/usr/bin/convert';
const longestMs = 300_000;

/** The PNG of the same name that lies beside a file. Null where there is none. */
export function besideFile(path: string): string | null {
  const png = `${path.slice(0, -extname(path).length)}.png`;
  return png !== path && existsSync(png) ? png : null;
}

/** Pictures that ImageMagick makes of files: the first frame, upright, on its whole canvas, with the profile of the file. */
export class References implements AsyncDisposable {
  readonly #folder: string;
  #made = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<References> {
    return new References(await mkdtemp(join(tmpdir(), 'dramatis-corpora-')));
  }

  /** Null where ImageMagick refuses the file. */
  async of(path: string): Promise<string | null> {
    const png = join(this.#folder, `${(this.#made += 1)}.png`);
    const canvas = path.toLowerCase().endsWith('.gif') ? ['-coalesce'] : [];
    const settings = [...canvas, '-auto-orient', '-colorspace', 'sRGB', '-depth', '8'];
    const isWhole = await promisify(execFile)(program, [`${path}[0]`, ...settings, `PNG32:${png}`], {
      timeout: longestMs,
    }).then(
      () => true,
      // It complains of a damaged file, and shows what there is of it; one that took too long has written a part of the picture.
      (error: unknown) => !wasEnded(error),
    );
    return isWhole && existsSync(png) ? png : null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

function wasEnded(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}
