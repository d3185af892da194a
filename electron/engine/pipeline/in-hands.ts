import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inHandsName, readInHandsNote } from '../../contract/in-hands.ts';

/** How often a picture may end the whole process. */
const tries = 2;

/**
 * Notes which pictures are being looked at, where it can be read when the process has died of one of them (native code crashes, or the
 * system takes its memory back). One that was there at a death is looked at alone afterwards; one that was there twice is given up.
 */
export class InHands implements Disposable {
  /** What the process before this one was looking at when it died. */
  readonly left: readonly string[];
  readonly #file: number;
  readonly #paths = new Set<string>();
  readonly #deaths: Map<string, number>;
  /** The longest note so far, bytes: a shorter one is filled up with blanks, so that none is ever half there. */
  #longest = 0;
  #isClosed = false;

  /** `library`: its folder. */
  constructor(library: string) {
    const path = join(library, inHandsName);
    const before = readInHandsNote(existsSync(path) ? readFileSync(path, 'utf8') : '');
    this.left = before.paths;
    this.#deaths = new Map(Object.entries(before.deaths));
    for (const each of this.left) this.#deaths.set(each, this.#timesOf(each) + 1);
    this.#file = openSync(path, 'w');
    this.#note();
  }

  /** Was it being looked at when the process died? */
  isSuspect(path: string): boolean {
    return this.#timesOf(path) > 0;
  }

  /** Has the process died of it as often as it may? */
  isDeadly(path: string): boolean {
    return this.#timesOf(path) >= tries;
  }

  /** It will be looked at now. Dispose the result when that is over: then it has done no harm. */
  take(path: string): Disposable {
    this.#paths.add(path);
    this.#note();
    return { [Symbol.dispose]: () => this.forget(path) };
  }

  /** It is not looked at any more, and nothing is held against it. */
  forget(path: string): void {
    this.#paths.delete(path);
    this.#deaths.delete(path);
    this.#note();
  }

  /** The process is about to end because it shall: no picture is to blame for that. */
  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#paths.clear();
    this.#note();
    this.#isClosed = true;
    closeSync(this.#file);
  }

  #timesOf(path: string): number {
    return this.#deaths.get(path) ?? 0;
  }

  #note(): void {
    if (this.#isClosed) return;
    const text = Buffer.from(JSON.stringify({ paths: [...this.#paths], deaths: Object.fromEntries(this.#deaths) }));
    this.#longest = Math.max(this.#longest, text.length);
    writeSync(this.#file, Buffer.concat([text, Buffer.alloc(this.#longest - text.length, ' ')]), 0, this.#longest, 0);
  }
}
