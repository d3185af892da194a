import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeOverSync } from '../disk/write-over.ts';

/** A small JSON file with a schema and a fallback for when it is missing, damaged, or from another version. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  #value: T;

  constructor(path: string, schema: z.ZodType<T>, fallback: T) {
    this.#path = path;
    this.#schema = schema;
    this.#value = this.#read() ?? fallback;
  }

  get value(): T {
    return this.#value;
  }

  /** A crash leaves the old file or the new one. Throws what the system says: the value holds until the app ends. */
  write(value: T): void {
    this.#value = value;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeOverSync(this.#path, `${JSON.stringify(value, null, 2)}\n`);
  }

  #read(): T | null {
    try {
      const checked = this.#schema.safeParse(JSON.parse(readFileSync(this.#path, 'utf8')));
      return checked.success ? checked.data : null;
    } catch {
      return null; // Missing or not JSON: the fallback is the answer to both.
    }
  }
}
