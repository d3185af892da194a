import type { FoundPicture } from '../pipeline/look-at-picture.ts';
import type { Db } from '../store/database.ts';
import type { ModelManifest } from '../vision/manifest.ts';
import type { MembershipStore } from './facts/membership.ts';
import type { FaceElsewhere } from './pictures/face-elsewhere.ts';
import { findElsewhere, type FoundElsewhere } from './pictures/find-elsewhere.ts';
import { SeenElsewhere } from './pictures/seen-elsewhere.ts';
import { StudioCopy, type OfModel } from './pictures/studio-copy.ts';
import { tellPictures } from './pictures/tell-pictures.ts';
import { UntoldPictures } from './pictures/untold-pictures.ts';
import { SharedRoots } from './places/shared-roots.ts';
import { tellPlaces } from './places/tell-places.ts';
import type { StudioServer } from './server/server.ts';

export interface GalleryParts {
  readonly db: Db;
  readonly membership: MembershipStore;
  /** A connection of its own: what is asked here does not wait for the log. Null: the library is in no studio. */
  readonly connect: () => Promise<StudioServer | null>;
}

/** What is looked for in pictures that colleagues have. */
export interface AskedElsewhere {
  /** Unit length, as the models make them. */
  readonly vectors: readonly Float32Array[];
  readonly most: number;
  readonly model: OfModel;
}

/** The first schema of the server that has pictures and places. */
const withPictures = 2;

/** What the studio knows of pictures, beside what is decided: what models see in them, who has them, and where they lie. */
export class Gallery implements AsyncDisposable {
  readonly roots: SharedRoots;
  readonly #parts: GalleryParts;
  readonly #untold: UntoldPictures;
  readonly #copy: StudioCopy;
  readonly #seen: SeenElsewhere;
  readonly #closing = new AbortController();

  constructor(parts: GalleryParts) {
    this.#parts = parts;
    this.roots = new SharedRoots(parts.db);
    this.#untold = new UntoldPictures(parts.db);
    this.#copy = new StudioCopy(parts.db);
    this.#seen = new SeenElsewhere(parts.connect);
  }

  /** From now on it is noted what the server has to be told. */
  follow(): void {
    this.#untold.follow();
    this.roots.follow();
  }

  /** Tells what is new. `version`: of the server's schema. */
  async tell(server: StudioServer, version: number): Promise<void> {
    const { membership } = this.#parts;
    const { epoch, toldEpoch, role } = membership.get() ?? {};
    if (version < withPictures || epoch == null) return;
    if (toldEpoch !== epoch) {
      this.#untold.addAll();
      this.roots.tellAllAgain();
      this.#copy.clear();
      membership.told(epoch);
    }
    const { signal } = this.#closing;
    const isReader = role === 'reader';
    await tellPictures(server, this.#untold, { isReader, signal });
    if (!isReader) await tellPlaces(server, this.roots, signal);
  }

  /** What a colleague's machine saw in a picture; null where nobody has told of it, or the server does not answer. */
  async seen(hash: Buffer, manifest: ModelManifest): Promise<FoundPicture | null> {
    return this.#parts.membership.get() ? this.#seen.ask(hash, manifest) : null;
  }

  find(server: StudioServer, asked: AskedElsewhere): Promise<FoundElsewhere> {
    return findElsewhere(server, this.#copy, asked);
  }

  /** In what was copied when the server was last asked. */
  findInCopy({ vectors, most, model }: AskedElsewhere): FaceElsewhere[] {
    return this.#copy.find(vectors, most, model);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#seen[Symbol.asyncDispose]();
  }
}
