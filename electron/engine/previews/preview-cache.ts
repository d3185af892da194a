import { createHash } from 'node:crypto';
import { access, mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Box } from '../../contract/geometry.ts';
import { sweepPreviews } from './preview-sweep.ts';

/** The key of a face's preview: its picture's content and its box. A preview never shows another content or box than its key says. */
export function faceKey(pictureHash: string, box: Box): string {
  return `${pictureHash}-${box.map(Math.round).join('-')}`;
}

/** Writes a preview to a path, as preview-file.ts does. Answers its length, bytes. */
export type WritePreview = (path: string) => Promise<number>;

/** After so much has been written, as a part of the limit, the cache is measured again. */
const sweepShare = 0.05;
const dayMs = 86_400_000;

/**
 * WebP files below the library, made when they are asked for and missing or damaged; deleting any of them is harmless. Those
 * used longest ago go where together they exceed the limit.
 */
export class PreviewCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<string>>();
  /** Folders that were there when they were used last. */
  readonly #folders = new Set<string>();
  #limit: number;
  /** Bytes written since the cache was measured. At first it is not known what lies there. */
  #written = Number.POSITIVE_INFINITY;
  #sweeping: Promise<void> | null = null;

  /** @param limit bytes */
  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** Path of the preview `key`, made by `write` where there is no whole one. Two calls at once share the work. Throws what it throws. */
  async get(kind: string, key: string, write: WritePreview): Promise<string> {
    const path = this.#pathOf(kind, key);
    if (await isWhole(path)) return path;
    const making = this.#making.get(path) ?? this.put(kind, key, write);
    this.#making.set(path, making);
    return making.finally(() => this.#making.delete(path));
  }

  /** Makes the preview `key`, whether there is one or not. Throws what `write` throws. */
  async put(kind: string, key: string, write: WritePreview): Promise<string> {
    const path = this.#pathOf(kind, key);
    const bytes = await this.#inFolder(dirname(path), () => write(path));
    this.#written += bytes;
    if (this.#written > this.#limit * sweepShare) this.#sweep();
    return path;
  }

  /** Changes the limit, in bytes, and keeps to it at once. */
  limitTo(limit: number): void {
    this.#limit = limit;
    this.#sweep();
  }

  /** Resolves when the cache keeps to its limit. */
  async whenSwept(): Promise<void> {
    await this.#sweeping;
  }

  #sweep(): void {
    this.#written = 0;
    this.#sweeping ??= sweepPreviews(this.#folder, this.#limit).finally(() => (this.#sweeping = null));
  }

  /** Runs `write` with the folder there. Somebody may clear the cache by hand, and its folders with it: then the folder is made again. */
  async #inFolder(folder: string, write: () => Promise<number>): Promise<number> {
    if (this.#folders.has(folder)) {
      try {
        return await write();
      } catch (error) {
        if (await isThere(folder)) throw error;
      }
    }
    await mkdir(folder, { recursive: true });
    this.#folders.add(folder);
    return write();
  }

  #pathOf(kind: string, key: string): string {
    const shard = createHash('sha256').update(key).digest('hex').slice(0, 2);
    return join(this.#folder, kind, shard, `${key}.webp`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a file is a WebP of the length that its header says: a crash of the system or a full disk leaves less, or zeros.
 * RIFF: "RIFF", length of what follows as uint32, "WEBP".
 */
async function isWhole(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const header = Buffer.alloc(12);
    await file.read(header, 0, 12, 0);
    const { size, mtimeMs } = await file.stat();
    const named = `${header.toString('latin1', 0, 4)} ${header.toString('latin1', 8, 12)}` === 'RIFF WEBP';
    const whole = named && header.readUInt32LE(4) + 8 === size;
    if (whole) await noteUse(file, mtimeMs);
    return whole;
  } catch {
    return false; // Not there, or not to be read: made anew.
  }
}

/** The time of the file says when it was used, to about a day: writing it with every look would cost more than the look. */
async function noteUse(file: FileHandle, mtimeMs: number): Promise<void> {
  const now = Date.now();
  // A cache on a disk that cannot be written to is still one to read from.
  if (now - mtimeMs > dayMs) await file.utimes(now / 1_000, now / 1_000).catch(() => undefined);
}
