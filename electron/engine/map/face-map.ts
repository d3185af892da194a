import type { FaceMap as Laid, FaceMapState } from '../../contract/api/map-api.ts';
import type { FaceId } from '../../contract/ids.ts';
import { inSlices } from '../flow/slices.ts';
import type { ChangeStore } from '../store/lists/changes.ts';
import { fromBlob } from '../store/faces/faces.ts';
import type { MappedFaceStore } from '../store/faces/mapped-faces.ts';
import type { ContentsStore } from '../store/contents.ts';
import { JobThread } from '../threads/job-thread.ts';
import { threadScript } from '../threads/thread-script.ts';
import { readMap, writeMap, type StoredMap } from './map-file.ts';
import type { MapJobs } from './map-jobs.ts';

interface FaceMapParts {
  /** Folder of the library. */
  readonly library: string;
  readonly changes: ChangeStore;
  readonly mapped: MappedFaceStore;
  readonly contents: Pick<ContentsStore, 'largestPicture'>;
  readonly isBusy: () => boolean;
  /** There is a newer map, or more of it. */
  readonly onChanged: () => void;
}

/** More than this many faces are sampled: so many still take less than a minute, and more could not be told apart on a screen. */
const mostMapped = 8_000;
/** Fewer make no map. */
const fewest = 4;
/** A library that has changed by this share is laid out anew. */
const growth = 0.1;
/** Pictures, or faces, that are read before calls are answered again. */
const atOnce = 2_000;

/** The map of the library's faces: made in a thread when somebody asks for it, and kept in the library's folder. */
export class FaceMap implements AsyncDisposable {
  readonly #parts: FaceMapParts;
  readonly #thread: JobThread<MapJobs, number>;
  #stored: StoredMap | null | undefined;
  #progress: number | null = null;
  /** What the library held when the map was found to be good enough. */
  #goodAt: number | null = null;
  #failure: Error | null = null;
  #closed = false;

  constructor(parts: FaceMapParts) {
    this.#parts = parts;
    this.#thread = new JobThread<MapJobs, number>(threadScript('map-worker', import.meta.url), {
      onEvent: (done) => this.#tell(done),
    });
  }

  /** Throws once why the last could not be made. */
  state(): FaceMapState {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure;
    const stored = (this.#stored ??= readMap(this.#parts.library));
    const waits = this.#progress === null ? this.#makeWhereOld(stored) : null;
    return { map: stored && this.#laid(stored), progress: this.#progress, waits };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#thread[Symbol.asyncDispose]();
  }

  #makeWhereOld(stored: StoredMap | null): FaceMapState['waits'] {
    const { changes, mapped, isBusy } = this.#parts;
    const revision = changes.revision();
    if (stored && this.#goodAt === revision) return null;
    const [count, version] = [mapped.count(), mapped.version()];
    if (stored && stored.version === version && Math.abs(count - stored.of) <= stored.of * growth) {
      this.#goodAt = revision;
      return null;
    }
    if (isBusy()) return 'busy';
    if (version === undefined || count < fewest) return 'few';
    this.#progress = 0;
    void this.#make(version, count);
    return null;
  }

  async #make(version: string, of: number): Promise<void> {
    try {
      const { faces, vectors, dimensions } = await this.#sample(version, of);
      const places = await this.#thread.runWith({ transfer: [vectors.buffer] }, 'layOut', vectors, dimensions);
      this.#stored = { version, of, faces, places };
      writeMap(this.#parts.library, this.#stored);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    }
    // A thread that ends with the engine leaves no map.
    if (!this.#closed) this.#tell(null);
  }

  /** Every so manieth face, with the vectors of those that can be compared. */
  async #sample(version: string, count: number) {
    const { mapped, contents } = this.#parts;
    const step = Math.ceil(count / mostMapped);
    const chosen: FaceId[] = [];
    let passed = 0;
    await inSlices(contents.largestPicture(), atOnce, (from, to) => {
      for (const id of mapped.ids(from, to)) if (passed++ % step === 0) chosen.push(id);
      return true;
    });
    const faces: FaceId[] = [];
    const parts: Float32Array[] = [];
    await inSlices(chosen.length, atOnce, (from, to) => {
      for (const { id, embedding } of mapped.vectors(chosen.slice(from, to), version)) {
        faces.push(id);
        parts.push(fromBlob(embedding));
      }
      return true;
    });
    const dimensions = parts[0]?.length ?? 1;
    const vectors = new Float32Array(parts.length * dimensions);
    for (const [at, part] of parts.entries()) vectors.set(part, at * dimensions);
    return { faces, vectors, dimensions };
  }

  #laid({ faces, places, of }: StoredMap): Laid {
    const at = new Map(faces.map((face, index) => [face, index]));
    const points = this.#parts.mapped.known(faces as FaceId[]).map((known) => {
      const index = at.get(known.face) ?? 0;
      return { ...known, x: places[index * 2] ?? 0, y: places[index * 2 + 1] ?? 0 };
    });
    return { points, of };
  }

  #tell(progress: number | null): void {
    this.#progress = progress;
    this.#parts.onChanged();
  }
}
