import type { FaceId, PictureId } from '../../contract/ids.ts';
import type { IndexingProgress, Topic } from '../../contract/library-api.ts';
import type { Grouping } from '../grouping/grouping.ts';
import { modelVersion } from '../vision/manifest.ts';
import type { Models } from '../models/session.ts';
import type { AssetStore, FileStamp, FileToIngest } from '../store/assets.ts';
import type { FaceStore } from '../store/faces.ts';
import { cropFaces, seePicture, withVectors, type AnalysedFace, type SeenFace, type PictureFaces } from './analyse.ts';
import { scaleBox } from '../vision/boxes.ts';
import { CropBatch } from '../models/crop-batch.ts';
import { SkipError } from '../pictures/decode.ts';
import { meanEmbeddings } from '../vision/embed.ts';
import type { RgbImage } from '../vision/image.ts';
import { readHashed } from './hashed-file.ts';
import { keepDecided } from './match-faces.ts';
import { MemoryBudget } from '../flow/memory-budget.ts';
import { previewSides } from '../previews/preview.ts';
import { faceKey, type PreviewCache } from '../previews/preview-cache.ts';
import type { PreviewThread } from '../previews/preview-thread.ts';
import { ProgressMeter } from './progress.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { isReachable } from './scan.ts';
import { WriteBatch, type InTransaction } from '../flow/write-batch.ts';

export interface IngestParts {
  readonly assets: AssetStore;
  readonly faces: FaceStore;
  readonly grouping: Grouping;
  readonly models: Models;
  readonly previews: PreviewCache;
  readonly previewThread: PreviewThread;
  /** Nothing is read while files are being renamed. */
  readonly gate: FileGate;
  readonly inTransaction: InTransaction;
  /** Are folders being read now? More work may come while they are. */
  readonly isScanning: () => boolean;
}

export interface IngestEvents {
  /** `progress()` answers something new. */
  onProgress(): void;
  onChanged(topics: readonly Topic[]): void;
}

interface FoundFace {
  readonly face: AnalysedFace;
  readonly earlier: FaceId | null;
}

/** The next files of the queue after this key, in the order of their keys. */
type ReadPage = (after: number) => FileToIngest[];

/** What was found in a file. */
interface Found {
  readonly hash: Buffer;
  /** Null where the picture is known already. */
  readonly seen: Seen | null;
}

/** What was seen in a picture, or why it cannot be read. */
type Seen = SeenWithFaces | SkipError;

interface SeenWithFaces extends PictureFaces<SeenFace> {
  /** Faces that an artist said something of. */
  readonly decided: readonly SeenFace[];
  /** One for each of the faces, then of those decided: they come later, and need no pixels of the picture any more. */
  readonly vectors: Promise<Float32Array[]>;
}

interface Analysed extends PictureFaces<AnalysedFace> {
  readonly decided: readonly AnalysedFace[];
}

/** Files that are looked at or wait to be stored: they hold results, no pixels. */
const mostUnderWay = 96;
const pageSize = 64;
// Grouping while indexing runs may take this share of the time.
const groupingShare = 0.05;
const groupingPauseMs = 2_000;
const countPauseMs = 1_000;
const countingShare = 0.01;

/** The only place that knows the order of the steps from a file on disk to faces in groups. */
export class Ingest {
  readonly #parts: IngestParts;
  readonly #events: IngestEvents;
  readonly #version: string;
  readonly #meter = new ProgressMeter();
  readonly #closing = new AbortController();
  /** Files that failed in a way that waiting may mend (their drive is away): left alone until the next scan. */
  readonly #postponed = new Set<number>();
  /** Files that the artist does not want to wait for. */
  readonly #cancelled = new Set<number>();
  /** By content hash, in hex. */
  readonly #analysing = new Map<string, Promise<Seen>>();
  readonly #places: MemoryBudget;
  readonly #crops: CropBatch;
  readonly #writes: WriteBatch;
  #running: Promise<void> | null = null;
  #awake = false;
  #paused = false;
  #groupAgainAt = 0;
  /** What `done` will be when the work that was counted last is finished. */
  #workEnd = 0;
  #countAgainAt = 0;

  constructor(parts: IngestParts, events: IngestEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#version = modelVersion(parts.models.manifest);
    this.#places = new MemoryBudget(placesFor(parts.models.processor.threads));
    this.#crops = new CropBatch((crops) => parts.models.embed(crops, this.#closing.signal));
    this.#writes = new WriteBatch(parts.inTransaction);
  }

  /** The networks have another number of threads now. */
  threadsChanged(): void {
    this.#places.resize(placesFor(this.#parts.models.processor.threads));
  }

  /** Says that there may be work in the queue. */
  wake(): void {
    this.#postponed.clear();
    this.#awake = true;
    if (this.#paused || this.#closing.signal.aborted || this.#running) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
      if (this.#awake && !this.#paused) this.wake();
      else this.announce();
    });
  }

  pause(): void {
    this.#paused = true;
    this.announce();
  }

  resume(): void {
    this.#paused = false;
    this.#cancelled.clear();
    this.wake();
  }

  /** Is the queue being worked through? */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** What is in the queue now stays there: `resume`, or the next start, comes back to it. */
  cancel(): void {
    this.#paused = false;
    for (const file of this.#parts.assets.pendingFiles(this.#version)) this.#cancelled.add(file);
    this.#countAgainAt = 0;
    this.announce();
  }

  picturesGone(pictures: readonly PictureId[]): void {
    for (const picture of pictures) this.#leaveOut(picture);
    if (pictures.length > 0) this.wake();
  }

  progress(): IndexingProgress {
    return this.#meter.report(this.#phase(), this.#remaining(), performance.now());
  }

  /** Counting a large library takes a while: in between, what is finished is taken off. */
  #remaining(): number {
    const now = performance.now();
    if (!this.#running || now >= this.#countAgainAt) {
      const work = this.#parts.assets.countWork(this.#version) - this.#cancelled.size;
      this.#workEnd = this.#meter.done + Math.max(0, work);
      const took = performance.now() - now;
      this.#countAgainAt = now + Math.max(countPauseMs, took / countingShare);
    }
    return Math.max(0, this.#workEnd - this.#meter.done);
  }

  /** Resolves when nothing is left to do. */
  async whenIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#crops.flush();
    await this.#running;
  }

  #phase(): IndexingProgress['phase'] {
    if (this.#paused) return 'paused';
    if (this.#running) return 'indexing';
    return this.#parts.isScanning() ? 'scanning' : 'idle';
  }

  /** Says how far the run is. */
  announce(): void {
    if (!this.#closing.signal.aborted) this.#events.onProgress();
  }

  async #work(): Promise<void> {
    this.#meter.start(performance.now());
    this.#countAgainAt = 0;
    while (this.#awake && !this.#stopped()) {
      this.#awake = false;
      await this.#drain();
    }
    // After a pause or at the end: what was found so far is grouped.
    while (this.#parts.grouping.stale && !this.#closing.signal.aborted) await this.#regroup(true);
  }

  #stopped(): boolean {
    return this.#paused || this.#closing.signal.aborted;
  }

  /** Works through the queue once. */
  async #drain(): Promise<void> {
    const { assets } = this.#parts;
    await this.#pass(
      (after) => assets.toIdentify(after, pageSize),
      (file) => file.id,
    );
    // Pictures left from a killed run, from another model version, or tried again: their files are known already.
    await this.#pass(
      (after) => assets.toIndex(this.#version, after as PictureId, pageSize),
      (file) => file.picture ?? 0,
    );
  }

  /** A few files are looked at, and some more wait to be stored. */
  async #pass(read: ReadPage, keyOf: (file: FileToIngest) => number): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const file of this.#pages(read, keyOf)) {
      const place = await this.#places.acquire(1);
      if (this.#stopped()) {
        place[Symbol.dispose]();
        break;
      }
      const task = this.#parts.gate.enter(() => this.#ingest(file, place)).finally(() => running.delete(task));
      running.add(task);
      if (performance.now() >= this.#groupAgainAt) {
        const grouping = this.#regroup().finally(() => running.delete(grouping));
        running.add(grouping);
      }
      if (running.size >= mostUnderWay) await Promise.race(running);
    }
    await Promise.all(running);
  }

  *#pages(read: ReadPage, keyOf: (file: FileToIngest) => number): Generator<FileToIngest> {
    for (let after = 0, page = read(after); page.length > 0; page = read(after)) {
      for (const file of page) {
        after = keyOf(file);
        if (!this.#postponed.has(file.id) && !this.#cancelled.has(file.id)) yield file;
      }
    }
  }

  /** `place` is given back when the file has been looked at: embedding and storing take none. */
  async #ingest(file: FileToIngest, place: Disposable): Promise<void> {
    try {
      const found = await this.#look(file).finally(() => place[Symbol.dispose]());
      // Nothing else is under way whose crops could be embedded with these.
      if (this.#places.isFree) this.#crops.flush();
      if (!found) return;
      await this.#stored(file, found.hash, await analysedFrom(found.seen));
      this.#meter.finishOne(performance.now());
    } catch (error) {
      await this.#failed(file, error);
    }
    this.#events.onProgress();
  }

  /** Reads a file and looks at its picture, where it is not known yet. Null where it has to wait. */
  async #look(file: FileToIngest): Promise<Found | null> {
    const { signal } = this.#closing;
    // It may have been renamed while we waited for that: the next page has it by its new path.
    if (!this.#parts.assets.isAt(file.id, file.path)) return this.#later();
    using read = await readHashed(file, signal);
    if (!read) return await this.#missing(file);
    const { hash, source, stamp } = read;
    if (stamp.size !== file.size || stamp.mtimeMs !== file.mtimeMs) return this.#readAgain(file, stamp);
    const known = this.#parts.assets.known(hash);
    const isDone = known !== undefined && (known.skipped || known.indexedBy === this.#version);
    return { hash, seen: isDone ? null : await this.#seeOnce(hash, source) };
  }

  /** Gone from disk: the watcher forgets it, unless its drive is away. Either way not now. */
  async #missing(file: FileToIngest): Promise<null> {
    this.#postponed.add(file.id);
    if (await isReachable(this.#parts.assets.folderOf(file.id) ?? '')) {
      this.picturesGone(this.#parts.assets.forgetFiles([file.path]));
    }
    return null;
  }

  /** Written while we read it, or since it was listed: what we read may be half of it. */
  #readAgain(file: FileToIngest, stamp: FileStamp): null {
    this.#parts.assets.restamp(file.id, stamp);
    return this.#later();
  }

  #later(): null {
    this.#awake = true;
    return null;
  }

  /** Copies of one picture that are read at the same time are looked at once. */
  #seeOnce(hash: Buffer, source: Uint8Array | string): Promise<Seen> {
    const key = hash.toString('hex');
    const known = this.#analysing.get(key);
    if (known) return known;
    const running = this.#see(hash, source);
    this.#analysing.set(key, running);
    running.catch(() => this.#analysing.delete(key));
    return running;
  }

  async #see(hash: Buffer, source: Uint8Array | string): Promise<Seen> {
    const { models } = this.#parts;
    try {
      using picture = await seePicture(source, models, this.#closing.signal);
      const { image, width, height, faces } = picture;
      const seen = { width, height, faces };
      const decided = this.#decidedIn(hash, seen, image);
      const all = [...seen.faces, ...decided];
      const boxes = all.map(({ workingBox }) => workingBox);
      const crops = cropFaces(image, boxes, models.manifest.embedder);
      const { zooms } = models.manifest.embedder.framing;
      const vectors = this.#crops.add(crops).then((each) => meanEmbeddings(each, zooms.length));
      // Whoever waits for them is told; whoever comes later tries again.
      vectors.catch(() => this.#analysing.delete(hash.toString('hex')));
      await this.#makePreviews(hash.toString('hex'), image, all);
      return { ...seen, decided, vectors };
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

  async #stored(file: FileToIngest, hash: Buffer, analysed: Analysed | SkipError | null): Promise<void> {
    const { grouping } = this.#parts;
    let picture: PictureId | null = null;
    const stored = this.#writes.add(
      () => (picture = this.#record(file, hash, analysed)),
      () => picture !== null && grouping.addPicture(picture),
    );
    // Nothing else is under way that could share the transaction.
    if (this.#places.isFree) this.#writes.flush();
    // Until then, copies that are read meanwhile share what was seen.
    await stored.finally(() => this.#analysing.delete(hash.toString('hex')));
    this.#events.onChanged([analysed instanceof SkipError ? 'skipped' : 'pictures']);
  }

  /** Writes down what was found in a file. Answers the picture whose faces are new to the grouping. */
  #record(file: FileToIngest, hash: Buffer, analysed: Analysed | SkipError | null): PictureId | null {
    const { assets } = this.#parts;
    const stamp = assets.stampOf(file.path);
    if (stamp?.size !== file.size || stamp.mtimeMs !== file.mtimeMs) {
      // Written or removed since it was read.
      return this.#later();
    }
    const { picture, state, previous } = assets.identify(file.id, hash);
    if (previous !== null && previous !== picture && !assets.isPresent(previous)) this.#leaveOut(previous);
    if (state.skipped) return null;
    if (state.indexedBy === this.#version || analysed === null) return previous === picture ? null : picture;
    if (!(analysed instanceof SkipError)) return this.#storeFaces(picture, analysed);
    assets.skipPicture(picture, analysed);
    return null;
  }

  #storeFaces(picture: PictureId, { width, height, faces: seen, decided }: Analysed): PictureId | null {
    const { faces, grouping } = this.#parts;
    const { stay, found } = keepDecided(faces.earlier(picture), seen);
    const again = stay.map(({ id, box }) => ({
      earlier: id,
      face: decided.find((face) => face.box.join() === box.join()),
    }));
    // Decided while the picture was looked at: once more, then.
    if (again.some(({ face }) => face === undefined)) return this.#later();
    const all = [...found, ...again] as FoundFace[];
    const { removed } = faces.storePicture(
      picture,
      { width, height, version: this.#version },
      all.map(({ face }) => face),
      all.map(({ earlier }) => earlier),
    );
    grouping.removeFaces(removed);
    return picture;
  }

  /** Faces that an artist said something of stay where they are, found or not: they are only embedded anew. */
  #decidedIn(hash: Buffer, { width, faces }: PictureFaces<SeenFace>, image: RgbImage): SeenFace[] {
    const picture = this.#parts.assets.pictureOf(hash);
    if (picture === undefined) return [];
    const { stay } = keepDecided(this.#parts.faces.earlier(picture), faces);
    return stay.map(({ box, score }) => ({ box, workingBox: scaleBox(box, image.width / width), score }));
  }

  #leaveOut(picture: PictureId): void {
    this.#parts.grouping.removeFaces(this.#parts.faces.earlier(picture).map((face) => face.id));
  }

  /** A fault of the file, of ours or of the system must not stop the run: the file is listed with its words. */
  async #failed(file: FileToIngest, error: unknown): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const { assets } = this.#parts;
    if (!(await isReachable(assets.folderOf(file.id) ?? ''))) return void this.#postponed.add(file.id);
    const detail = error instanceof Error ? error.message : String(error);
    assets.skipFile(file.id, { reason: 'unreadable', detail });
    this.#events.onChanged(['skipped']);
  }

  /** `settled`: nothing else is to do. */
  async #regroup(settled = false): Promise<void> {
    this.#groupAgainAt = Infinity;
    const start = performance.now();
    const { grouping } = this.#parts;
    const changed = grouping.stale && (await grouping.regroup(settled));
    const took = performance.now() - start;
    this.#groupAgainAt = performance.now() + Math.max(groupingPauseMs, took / groupingShare);
    if (changed) this.#events.onChanged(['characters']);
  }
}

async function analysedFrom(seen: Seen | null): Promise<Analysed | SkipError | null> {
  if (seen === null || seen instanceof SkipError) return seen;
  const { vectors: waiting, faces, decided, width, height } = seen;
  const vectors = await waiting;
  const both = withVectors([...faces, ...decided], vectors);
  return { width, height, faces: both.slice(0, faces.length), decided: both.slice(faces.length) };
}

/** Pictures that are looked at side by side: enough that one is being decoded whenever a network is free. */
function placesFor(threads: number): number {
  return Math.max(4, Math.min(12, threads + 2));
}
