import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { renameOverSync } from '../../disk/rename-over.ts';

const limit = 4 * 1024 * 1024;

/** A log that keeps itself and its predecessor, `name.log` and `name.log.old`, each up to 4 MB. */
export class LogFile {
  readonly #path: string;
  #size: number;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  write(text: string): void {
    if (this.#size > limit) this.#rotate();
    appendFileSync(this.#path, text);
    this.#size += Buffer.byteLength(text);
  }

  /** One dated line of the app's own. */
  note(line: string): void {
    this.write(`${new Date().toISOString()} ${line}\n`);
  }

  /** Where somebody reads the log just now, it goes on growing for as long again. */
  #rotate(): void {
    this.#size = 0;
    try {
      renameOverSync(this.#path, `${this.#path}.old`);
    } catch (error) {
      this.note(`log not rotated: ${String(error)}`);
    }
  }
}
