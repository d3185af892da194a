import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const shards = 256;

/** WebP files below the library, made when they are asked for and missing; deleting any of them is harmless. */
export class PreviewCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Path of the preview `key`, made by `encode` where it is missing. Two askers at once share the work. */
  async get(kind: string, key: string | number, encode: () => Promise<Uint8Array>): Promise<string> {
    const path = this.#pathOf(kind, key);
    const size = await stat(path).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > 0) return path;
    const making = this.#making.get(path) ?? encode().then((bytes) => this.put(kind, key, bytes));
    this.#making.set(path, making);
    return making.finally(() => this.#making.delete(path));
  }

  /** Written beside its place and renamed, so that a reader never sees half of it. */
  async put(kind: string, key: string | number, bytes: Uint8Array): Promise<string> {
    const path = this.#pathOf(kind, key);
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}.part`;
    await writeFile(part, bytes);
    await rename(part, path);
    return path;
  }

  #pathOf(kind: string, key: string | number): string {
    const shard = typeof key === 'number' ? (key % shards).toString(16).padStart(2, '0') : key.slice(0, 2);
    return join(this.#folder, kind, shard, `${key}.webp`);
  }
}
