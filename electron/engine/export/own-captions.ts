import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { readIfThere } from './write-sidecar.ts';

/** What captions of ours say, by hash: they may be written anew without asking, wherever they lie by now. One that somebody has changed is theirs. */
export class OwnCaptions {
  readonly #file: string;
  readonly #known: Set<string>;

  constructor(file: string) {
    this.#file = file;
    this.#known = new Set((readIfThere(file) ?? '').split('\n'));
  }

  has(text: string): boolean {
    return this.#known.has(hashOf(text));
  }

  /** Before it is written: nobody else takes it for theirs then. */
  add(text: string): void {
    const hash = hashOf(text);
    if (this.#known.has(hash)) return;
    this.#known.add(hash);
    fs.appendFileSync(this.#file, `${hash}\n`);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
