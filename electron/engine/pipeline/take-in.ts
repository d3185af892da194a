import type { PictureId } from '../../contract/ids.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import { WriteBatch, type InTransaction } from '../flow/write-batch.ts';
import { CropBatch } from '../models/crop-batch.ts';
import type { Models } from '../models/session.ts';
import { SkipError } from '../pictures/limits/skip-error.ts';
import { faceKey, type PreviewCache } from '../previews/preview-cache.ts';
import type { PreviewThread } from '../previews/preview-thread.ts';
import { previewSides } from '../previews/preview.ts';
import type { FoundFile } from '../store/files.ts';
import type { FileToIngest } from '../store/work.ts';
import type { RgbImage } from '../vision/image.ts';
import type { ModelManifest } from '../vision/manifest.ts';
import { readHashed, type HashedFile } from './hashed-file.ts';
import { HeldFiles, reasonOfFailure } from './held-files.ts';
import type { InHands } from './in-hands.ts';
import {
  asSeen,
  lookAtPicture,
  withVectors,
  type Eyes,
  type FoundPicture,
  type SeenFace,
  type SeenPicture,
} from './look-at-picture.ts';
import type { PictureWriter, WriterParts } from './picture-writer.ts';
import { isEmpty, isReachable } from './folders/scan.ts';

export interface TakeInParts extends WriterParts {
  readonly models: Models;
  readonly previews: PreviewCache;
  readonly previewThread: PreviewThread;
  readonly inTransaction: InTransaction;
  readonly inHands: InHands;
  /** What the machine of a colleague saw in a picture, by the same models; null: nobody has looked at it. Absent: there are no colleagues. */
  readonly seenElsewhere?: (hash: Buffer, by: ModelManifest) => Promise<FoundPicture | null>;
}

export interface TakeInOptions {
  readonly writer: PictureWriter;
  readonly signal: AbortSignal;
  /** Whether no file is being looked at: then there is no other whose crops or rows could share a batch. */
  readonly isIdle: () => boolean;
  readonly onChanged: (topics: readonly Topic[]) => void;
  readonly onPicturesGone: (pictures: readonly PictureId[]) => void;
}

/**
 * What became of a file. `again`: it changed meanwhile, and is in the queue still. `away`: it waits for its drive. `left-out`: it is gone,
 * or is listed as one that cannot be read. `held`: another program has it open, perhaps for a moment.
 */
export type Outcome = 'done' | 'again' | 'away' | 'held' | 'left-out';

type Look = SeenPicture | SkipError;

/** A file that has changed more often while it was read is still being written. */
const mostChanges = 3;

/** Takes one file in: read → see → crop → preview → store. Any number may be under way. */
export class TakeIn {
  readonly #parts: TakeInParts;
  readonly #options: TakeInOptions;
  readonly #eyes: Eyes;
  readonly #crops: CropBatch;
  readonly #writes: WriteBatch;
  /** Looks that are under way or wait to be stored, by the content's hash in hex: copies of one picture share them. */
  readonly #looks = new Map<string, Promise<Look>>();
  /** How often files have changed while they were read, by their ids. */
  readonly #changes = new Map<number, number>();
  readonly #held = new HeldFiles();

  constructor(parts: TakeInParts, options: TakeInOptions) {
    this.#parts = parts;
    this.#options = options;
    const { models } = parts;
    this.#crops = new CropBatch((crops) => models.embed(crops, options.signal));
    this.#eyes = {
      manifest: models.manifest,
      detect: (image, signal) => models.detect(image, signal),
      embed: (crops) => this.#crops.add(crops),
    };
    this.#writes = new WriteBatch(parts.inTransaction);
  }

  /** `onLooked` is called when the file has been looked at: embedding and storing need none of its memory. */
  async file(file: FileToIngest, onLooked: () => void): Promise<Outcome> {
    try {
      const looked = await this.#look(file).finally(onLooked);
      // Nothing else is under way whose crops could be embedded with these.
      if (this.#options.isIdle()) this.#crops.flush();
      if (typeof looked === 'string') return looked;
      const { hash, look } = looked;
      return await this.#store(file, hash, look === null || look instanceof SkipError ? look : await withVectors(look));
    } catch (error) {
      return await this.#failed(file, error);
    }
  }

  /** Embeds what waits, now. */
  flush(): void {
    this.#crops.flush();
  }

  /** Reads a file and looks at its picture; `look` is null where the library knows the picture. */
  async #look(file: FileToIngest): Promise<{ readonly hash: Buffer; readonly look: Look | null } | Outcome> {
    const { files, inHands } = this.#parts;
    // It may have been renamed while it waited for that: the next page has it by its new path.
    if (!files.isAt(file.id, file.path)) return 'again';
    if (inHands.isDeadly(file.path)) return this.#giveUp(file);
    using _inHands = inHands.take(file.path);
    using read = await readHashed(file, this.#options.signal);
    if (!read) return await this.#missing(file);
    this.#held.forget(file.id);
    const { hash, stamp } = read;
    if (stamp.size !== file.size || stamp.mtimeMs !== file.mtimeMs) return this.#changed(file, stamp);
    this.#changes.delete(file.id);
    return { hash, look: this.#options.writer.isDone(hash) ? null : await this.#lookOnce(read) };
  }

  /** Written while it was read, or since it was listed: what was read may be half of it. */
  #changed(file: FileToIngest, stamp: FoundFile): Outcome {
    const times = (this.#changes.get(file.id) ?? 0) + 1;
    if (times <= mostChanges) {
      this.#changes.set(file.id, times);
      this.#parts.files.restamp(file.id, stamp);
      return 'again';
    }
    this.#changes.delete(file.id);
    // It keeps the stamp that it was listed with: the next scan, or the watcher, finds it changed and takes it up again.
    this.#parts.work.skipFile(file.id, { reason: 'being-written', detail: `${stamp.size} bytes so far` });
    this.#options.onChanged(['skipped']);
    return 'left-out';
  }

  /** The whole process has died of it. */
  #giveUp(file: FileToIngest): Outcome {
    const { work, inHands } = this.#parts;
    const skip = { reason: 'given-up', detail: 'the engine died while it looked at it' } as const;
    if (file.picture === null) work.skipFile(file.id, skip);
    else work.skipPicture(file.picture, skip);
    // From now on the library knows.
    inHands.forget(file.path);
    this.#options.onChanged(['skipped']);
    return 'left-out';
  }

  async #missing(file: FileToIngest): Promise<Outcome> {
    const root = this.#parts.files.folderOf(file.id) ?? '';
    if (!(await isReachable(root)) || (await isEmpty(root))) return 'away';
    this.#options.onPicturesGone(this.#parts.files.forget([file.path]));
    return 'left-out';
  }

  #lookOnce(read: HashedFile): Promise<Look> {
    const key = read.hash.toString('hex');
    const known = this.#looks.get(key);
    if (known) return known;
    const look = this.#lookAt(read, key);
    this.#looks.set(key, look);
    void this.#forgetFailure(key, look);
    return look;
  }

  /** Files that share a look which fails all fail with it; a file that comes later tries again. */
  async #forgetFailure(key: string, look: Promise<Look>): Promise<void> {
    try {
      const seen = await look;
      if (!(seen instanceof SkipError)) await seen.vectors;
    } catch {
      this.#looks.delete(key);
    }
  }

  async #lookAt({ hash, source }: HashedFile, key: string): Promise<Look> {
    try {
      const known = await this.#parts.seenElsewhere?.(hash, this.#eyes.manifest);
      // Faces that only an artist of this machine sees are embedded here.
      if (known && this.#options.writer.decidedIn(hash, known.faces).length === 0) return asSeen(known);
      return await lookAtPicture(source, this.#eyes, {
        signal: this.#options.signal,
        decided: (faces) => this.#options.writer.decidedIn(hash, faces),
        usePixels: (image, faces) => this.#makePreviews(key, image, faces),
      });
    } catch (error) {
      if (error instanceof SkipError) return error;
      throw error;
    }
  }

  /** One that cannot be written now (disk full) is made when it is first looked at. */
  async #makePreviews(hash: string, image: RgbImage, faces: readonly SeenFace[]): Promise<void> {
    const { previews, previewThread } = this.#parts;
    const side = previewSides.face;
    const make = ({ box, workingBox }: SeenFace) =>
      previews.put('face', faceKey(hash, box), (path) =>
        previewThread.run('face', { image, box: workingBox, side, path }),
      );
    await Promise.allSettled(faces.map(make));
  }

  async #store(file: FileToIngest, hash: Buffer, found: FoundPicture | SkipError | null): Promise<Outcome> {
    const { writer, isIdle, onChanged } = this.#options;
    const stored = this.#writes.add(
      () => writer.write(file, hash, found),
      (picture) => typeof picture === 'number' && this.#parts.grouping.addPicture(picture),
    );
    // Nothing else is under way that could share the transaction.
    if (isIdle()) this.#writes.flush();
    // Until then, copies that are read meanwhile share what was seen.
    const written = await stored.finally(() => this.#looks.delete(hash.toString('hex')));
    onChanged([found instanceof SkipError ? 'skipped' : 'pictures']);
    return written === 'again' ? 'again' : 'done';
  }

  /** A fault of the file, of ours or of the system must not stop the run: the file is listed with its words. */
  async #failed(file: FileToIngest, error: unknown): Promise<Outcome> {
    if (this.#options.signal.aborted) return 'left-out';
    if (!(await this.#isReachable(file))) return 'away';
    if (this.#held.isWorthWaiting(file.id, error)) return 'held';
    const detail = error instanceof Error ? error.message : String(error);
    this.#parts.work.skipFile(file.id, { reason: reasonOfFailure(error), detail });
    this.#options.onChanged(['skipped']);
    return 'left-out';
  }

  #isReachable(file: FileToIngest): Promise<boolean> {
    return isReachable(this.#parts.files.folderOf(file.id) ?? '');
  }
}
